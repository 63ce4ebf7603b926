import type { EventDetails } from './history';

/** Details that are execution data and are left out unless they are asked for. */
const DATA = [
  'assignedVariables',
  'assignedVariablesDetails',
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
];

/** An event's details without the execution's data. */
export function withoutData(details: EventDetails): EventDetails {
  return Object.fromEntries(Object.entries(details).filter(([key]) => !DATA.includes(key)));
}
