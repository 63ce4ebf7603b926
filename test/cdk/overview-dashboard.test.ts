import { findResource, synthesizeStack } from './synthesize-stack';

const docsUrl = 'https://docs.example.com';
const { template } = synthesizeStack({ context: { docsUrl } });

interface Widget {
  readonly type: string;
  readonly properties: { readonly markdown?: string; readonly query?: string };
}

const { widgets } = JSON.parse(
  joined(findResource(template, 'AWS::CloudWatch::Dashboard').Properties['DashboardBody']),
) as { widgets: Widget[] };
const markdown = widgets.map(({ properties }) => properties.markdown ?? '').join('\n');

describe('OverviewDashboard', () => {
  it('leads to what to do for each alarm', () => {
    const alarms = namesOf('AWS::CloudWatch::Alarm', 'AlarmName').map((name) => name.split(': ')[1] ?? '');

    expect(alarms.length).toBeGreaterThan(5);
    expect(
      alarms.filter((id) => !markdown.includes(`[${id}](${docsUrl}/runbook.md#${id.toLowerCase()})`)),
    ).toEqual([]);
  });

  it('opens every saved query with its text, on the log of the workflow', () => {
    const [logGroup] = namesOf('AWS::Logs::LogGroup', 'LogGroupName').filter((name) =>
      name.includes('states'),
    );

    for (const { Name, QueryString } of queries()) {
      const address = new RegExp(String.raw`\[${Name.split('/')[1]}\]\((\S+)\)`).exec(markdown)?.[1] ?? '';
      expect(address).not.toContain('%');
      expect(decoded(address)).toContain(`editorString~'${QueryString}~source~(~'${logGroup}))`);
    }
  });

  it('shows the latest that did not register, and what failed where, by those same queries', () => {
    const shown = widgets
      .filter(({ type }) => type === 'log')
      .map(({ properties }) => properties.query ?? '');
    const asked = queries().filter(({ Name }) => /FailedSteps|NotRegistered/.test(Name));

    expect(shown.map((query) => query.replace(/^SOURCE '[^']+' \| /, '')).sort()).toEqual(
      asked.map(({ QueryString }) => QueryString).sort(),
    );
  });

  it('shows how long things wait', () => {
    const ages = JSON.stringify(widgets).match(/ApproximateAgeOfOldestMessage/g);

    expect(ages).toHaveLength(3);
  });
});

function queries() {
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::Logs::QueryDefinition')
    .map(({ Properties }) => Properties as { Name: string; QueryString: string });
}

function namesOf(type: string, property: string): string[] {
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => String(Properties[property]));
}

/** Text of an Fn::Join, each token as its name. */
function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  return parts ? parts[1].map(joined).join(parts[0]) : 'token';
}

/** An address of Logs Insights as its console reads it: everything percent-encoded twice, and strings by asterisks. */
function decoded(address: string): string {
  const once = address.replace(/\$([0-9A-F]{2})/g, '%$1');
  return decodeURIComponent(decodeURIComponent(once)).replace(/\*([0-9a-f]{2})/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}
