import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock';
import { page } from '../../kernel/page';
import type { StoredMap } from '../../kernel/store';
import { invalidToken, notFound } from './log-errors';

/** A query that was saved. */
export interface QueryDefinition {
  readonly queryDefinitionId: string;
  readonly name: string;
  readonly queryString: string;
  readonly logGroupNames: readonly string[];
  readonly lastModified: number;
}

interface DescribeInput {
  readonly queryDefinitionNamePrefix?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** Operations on saved queries. */
export function queryDefinitions(clock: Clock, definitions: StoredMap<QueryDefinition>) {
  return {
    PutQueryDefinition(input: Omit<QueryDefinition, 'lastModified'>) {
      const { queryDefinitionId: id } = input;
      if (id !== undefined && !definitions.has(id))
        throw notFound('The specified query definition does not exist.');
      return { queryDefinitionId: putDefinition(clock, definitions, input) };
    },
    DescribeQueryDefinitions(input: DescribeInput) {
      const prefix = input.queryDefinitionNamePrefix ?? '';
      const found = [...definitions.values()].filter(({ name }) => name.startsWith(prefix));
      found.sort((a, b) => (a.name < b.name ? -1 : 1));
      const { items, NextToken: nextToken } = page(
        found,
        input.maxResults ?? 1000,
        input.nextToken,
        invalidToken,
      );
      return { queryDefinitions: items, nextToken };
    },
    DeleteQueryDefinition({ queryDefinitionId }: { readonly queryDefinitionId: string }) {
      if (!definitions.delete(queryDefinitionId))
        throw notFound('The specified query definition does not exist.');
      return { success: true };
    },
  };
}

/** Saves a query; one of the same name is replaced and keeps its id. Answers the id. */
export function putDefinition(
  clock: Clock,
  definitions: StoredMap<QueryDefinition>,
  given: Omit<QueryDefinition, 'queryDefinitionId' | 'lastModified'> & {
    readonly queryDefinitionId?: string;
  },
): string {
  const same = [...definitions.values()].find(({ name }) => name === given.name);
  const id = given.queryDefinitionId ?? same?.queryDefinitionId ?? randomUUID();
  const { name, queryString, logGroupNames = [] } = given;
  definitions.set(id, { queryDefinitionId: id, name, queryString, logGroupNames, lastModified: clock.now() });
  return id;
}
