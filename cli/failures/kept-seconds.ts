/** A closed record is forgotten after 90 days; the workflow closes records for as long. */
export const KEPT_SECONDS = 90 * 86_400;
