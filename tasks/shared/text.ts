import * as z from 'zod/mini';
import { missingOr } from './missing-or';

/**
 * Text of 1 to `longest` characters. They are counted as PostgreSQL counts VARCHAR(n), in code points, and
 * what PostgreSQL cannot store, NUL and half a surrogate pair, is refused.
 */
export const text = (longest: number) =>
  z
    .string(missingOr('must be text'))
    .check(
      z.regex(
        new RegExp(`^[^\\0\\ud800-\\udfff]{1,${longest}}$`, 'u'),
        `must have 1 to ${longest} characters and no NUL or lone surrogate`,
      ),
    );

/** Has nothing that a terminal, a mail or a shell would obey instead of showing it: no control or format character, no line end. */
export function isVisible(value: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
}

/** A UUID of any version. */
export const uuid = () =>
  z
    .string(missingOr('must be a UUID'))
    .check(
      z.regex(
        /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
        'must be a UUID',
      ),
    );
