/** Error map of a schema: "is missing" for an absent member, `otherwise` for one of the wrong kind; never the value. */
export function missingOr(otherwise: string): { error: (issue: { input?: unknown }) => string } {
  return { error: ({ input }) => (input === undefined ? 'is missing' : otherwise) };
}
