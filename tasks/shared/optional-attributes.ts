/** What is kept of an optional attribute; nothing is lost without a note, and no note quotes a value. */
export interface Kept {
  readonly value: string | null;
  readonly notes: readonly string[];
}

/** Characters, as the table's columns count them: `VARCHAR(255)`. */
const LONGEST_NAME = 255;

/** E.164: a plus, and 2 to 15 digits that do not begin with 0. */
export const PHONE = /^\+[1-9]\d{1,14}$/;

/**
 * A name as the table can hold it. Cognito takes what PostgreSQL or a terminal cannot: NUL, halves of surrogate pairs, line
 * ends, marks that turn the direction of writing. Joiners stay (U+200C and U+200D), which Persian names and emoji need.
 */
export function keepName(given = ''): Kept {
  const visible = given
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .trim();
  const value = cut(visible, LONGEST_NAME);
  return {
    value: value || null,
    notes: [
      ...(visible === given.trim() ? [] : ['name: characters that cannot be shown are left out']),
      ...(value === visible ? [] : [`name: cut to ${LONGEST_NAME} characters`]),
    ],
  };
}

/** A phone number that is one. Cognito's own check lets others through, such as `+0447700900123` and `+1`. */
export function keepPhone(given = ''): Kept {
  const value = given.trim();
  if (value === '' || PHONE.test(value)) return { value: value || null, notes: [] };
  return { value: null, notes: ['phone: left out, it is no number in E.164 form'] };
}

/** The beginning of a text, without half of what a reader takes for one character, unless one alone is too long. */
function cut(text: string, longest: number): string {
  if ([...text].length <= longest) return text;
  let end = 0;
  let count = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    count += [...segment].length;
    if (count > longest) break;
    end = index + segment.length;
  }
  return end > 0 ? text.slice(0, end).trim() : [...text].slice(0, longest).join('');
}
