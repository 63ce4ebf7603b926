import { AwsError } from '../kernel/aws-error';
import type { Service } from '../kernel/service';
import { readForm } from './query-form';
import { formOf, queryError, queryResponse } from './query-wire';
import type { Wire, WireRequest } from './wire';
import { element } from './xml';

/** What clients from before 2023 speak to SQS; the service itself speaks JSON. Lists and maps are flattened in both ways. */
export const sqsQueryWire: Wire = {
  decode(request) {
    const { Action: action, ...parameters } = readForm(formOf(request));
    delete parameters.Version;
    const operation = String(action);
    return {
      operation,
      input: inputOf(operation, parameters, request),
      texts: true,
      encode: (output, requestId) =>
        queryResponse(operation, members(operation, (output ?? {}) as Named), requestId, NAMESPACE),
    };
  },
  encodeError: (error, requestId, service) =>
    queryError(
      { code: oldCode(error.code, service), message: error.message, status: error.status },
      requestId,
      NAMESPACE,
    ),
};

const NAMESPACE = 'http://queue.amazonaws.com/doc/2012-11-05/';

type Named = Record<string, unknown>;

/** Lists: the form's name → the member's. SQS API reference of 2012-11-05, "Making Query API requests". */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  TagKey: 'TagKeys',
  SendMessageBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
  ChangeMessageVisibilityBatchRequestEntry: 'Entries',
};

/** Maps, as lists of a key and a value. */
const MAPS: Readonly<Record<string, string>> = {
  Attribute: 'Attributes',
  MessageAttribute: 'MessageAttributes',
  MessageSystemAttribute: 'MessageSystemAttributes',
  Tag: 'Tags',
};

function inputOf(operation: string, parameters: Named, request: WireRequest): object {
  const input = read(parameters);
  if (operation === 'CreateQueue' && input.Tags) Object.assign(input, { tags: input.Tags, Tags: undefined });
  const isQueuePath = /^\/\d{12}\/[^/]+$/.test(request.path);
  return { ...(isQueuePath && { QueueUrl: `http://${request.headers.host}${request.path}` }), ...input };
}

function read(parameters: Named): Named {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]): [string, unknown] => {
      if (MAPS[name] && Array.isArray(value))
        return [MAPS[name], Object.fromEntries((value as Named[]).map(pair))];
      if (LISTS[name] && Array.isArray(value)) return [LISTS[name], (value as (Named | string)[]).map(item)];
      return [name, value];
    }),
  );
}

function item(value: Named | string): Named | string {
  return isNamed(value) ? read(value) : value;
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pair(entry: Named): [string, unknown] {
  if (!isNamed(entry))
    throw new AwsError('MalformedInput', 'Each entry of a map needs a Name or Key, and a Value.');
  return [String(entry.Name ?? entry.Key), entry.Value];
}

/** Members of the answer that are lists: the element that each item becomes. */
function elementOf(operation: string, member: string): string | undefined {
  if (member === 'Messages') return 'Message';
  if (member === 'QueueUrls' || member === 'queueUrls') return 'QueueUrl';
  if (member === 'Failed') return 'BatchResultErrorEntry';
  return member === 'Successful' || member === 'Results' ? `${operation}ResultEntry` : undefined;
}

function members(operation: string, output: Named): string {
  return Object.entries(output)
    .map(([name, value]) => {
      const map = Object.keys(MAPS).find((key) => MAPS[key] === name);
      if (map) return entries(map, value as Named);
      const listed = elementOf(operation, name);
      if (!listed) return element(name, value);
      return (value as Named[])
        .map((each) =>
          typeof each === 'object'
            ? `<${listed}>${members(operation, each)}</${listed}>`
            : element(listed, each),
        )
        .join('');
    })
    .join('');
}

function entries(name: string, map: Named): string {
  const key = name === 'Tag' ? 'Key' : 'Name';
  return Object.entries(map)
    .map(([each, value]) => element(name, { [key]: each, Value: value }))
    .join('');
}

function oldCode(code: string, service: Service | undefined): string {
  return (service?.protocol.kind === 'json' ? service.protocol.queryErrorCodes?.[code] : undefined) ?? code;
}
