const light = {
  ...{
    paper: '#ffffff',
    ink: '#16191f',
    line: '#8a95a5',
    text: '#55606e',
    main: '#2f6fde',
    error: '#c0392b',
  },
  ...{ good: '#1a7f37', bad: '#b42318' },
  ...{
    Task: '#eef4ff',
    Choice: '#fff7df',
    Pass: '#f3f4f6',
    Good: '#e5f6e9',
    Bad: '#fdeceb',
    Holder: '#f8f9fb',
  },
};
const dark: typeof light = {
  ...{
    paper: '#0d1117',
    ink: '#e6edf3',
    line: '#6c7786',
    text: '#a5b0bd',
    main: '#6ea8ff',
    error: '#ff7b72',
  },
  ...{ good: '#56d364', bad: '#ff938a' },
  ...{
    Task: '#17263f',
    Choice: '#352d12',
    Pass: '#22262c',
    Good: '#12301c',
    Bad: '#3b191a',
    Holder: '#131922',
  },
};

const rules = (colour: typeof light) =>
  `.paper,.under{fill:${colour.paper}}.under{stroke:${colour.paper}}text{fill:${colour.ink}}.small{fill:${colour.text}}` +
  `.box{stroke:${colour.line};fill:${colour.Pass}}.start{stroke:${colour.main}}` +
  `.line{stroke:${colour.line}}.main{stroke:${colour.main}}.catch{stroke:${colour.error}}` +
  `.tip{fill:${colour.line}}.maintip{fill:${colour.main}}.catchtip{fill:${colour.error}}` +
  `.Task{fill:${colour.Task}}.Choice{fill:${colour.Choice}}.holder{fill:${colour.Holder}}` +
  `rect.good{fill:${colour.Good};stroke:${colour.good}}rect.bad{fill:${colour.Bad};stroke:${colour.bad}}` +
  `text.good{fill:${colour.good}}text.bad{fill:${colour.bad}}`;

/** How the picture looks, on white paper and on dark. */
export const style = [
  '<style>',
  'text{font-size:13px;font-weight:600;text-anchor:middle}.small{font-size:11px;font-weight:400}.left{text-anchor:start}',
  '.under{stroke-width:4;stroke-linejoin:round}.start{stroke-width:2.4}.holder{stroke-dasharray:3 3}',
  '.line,.catch{fill:none;stroke-width:1.3;stroke-linejoin:round}.main{stroke-width:2.6}.catch{stroke-dasharray:5 4}',
  rules(light),
  `@media(prefers-color-scheme:dark){${rules(dark)}}`,
  '</style>',
].join('');
