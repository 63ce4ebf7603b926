import { parseArgs } from 'node:util';
import { synthesize } from 'local-cloud/synthesize';
import { startLocalCloud } from 'local-cloud';
import { createActions, type Outputs } from './actions';
import { createClients, type Clients } from './clients';
import { tellFailures } from './failures';
import { followUser, type Journey } from './journey';
import { createProbe, type Probe } from './probe';
import { toDocument, toTable } from './report';
import { scenarios, type Scenario } from './scenarios';

// The SDK's notice that a future version drops Node 20 is no news to who runs the demo.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const usage = `npm run demo -- [options]

Signs several users up in a local cloud of its own, on a free port, and shows every hop of each.

  --json       print one JSON document on stdout and nothing else
  --failures   show instead how an operator mends two failures

Exit codes: 0 every expectation held, 1 one did not, 2 the demo could not run.`;

const options = {
  json: { type: 'boolean', default: false },
  failures: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Runs every scenario against the deployed template on a free port; exit code 0 only if every expectation held. */
async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return console.log(usage);
  if (values.failures) return tellFailureStory();
  const say = values.json ? () => {} : (line: string) => console.error(line);
  const assemblyDir = await synthesize({ log: say });
  const cloud = await startLocalCloud({ assemblyDir, port: 0, log: say });
  try {
    const journeys = await runScenarios(cloud.endpoint, cloud.outputs, say);
    const document = toDocument(journeys);
    console.log(values.json ? JSON.stringify(document) : toTable(journeys));
    process.exitCode = document.ok ? 0 : 1;
  } finally {
    await cloud.stop();
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({ options });
    if (!values.failures || !values.json) return values;
  } catch (error) {
    throw new Error(`${(error as Error).message}. npm run demo -- --help lists the options.`, {
      cause: error,
    });
  }
  throw new Error('--failures tells a story for people: leave --json out.');
}

/** `--failures`: how an operator mends two failures with the command line. */
async function tellFailureStory(): Promise<void> {
  const say = (line: string) => console.log(line);
  const cloud = await startLocalCloud({ assemblyDir: await synthesize({ log: say }), port: 0 });
  const { endpoint, outputs } = cloud;
  try {
    const actions = createActions(createClients(endpoint), outputs);
    process.exitCode = (await tellFailures({ endpoint, actions, say })) ? 0 : 1;
  } finally {
    await cloud.stop();
  }
}

async function runScenarios(
  endpoint: string,
  outputs: Outputs,
  say: (line: string) => void,
): Promise<Journey[]> {
  const clients = createClients(endpoint);
  const probe = await createProbe(clients, outputs.EventBusName ?? '');
  const journeys: Journey[] = [];
  for (const scenario of scenarios) {
    say(`${scenario.user.email} ${scenario.title}`);
    journeys.push(await play(scenario, { clients, outputs, probe }));
  }
  return journeys;
}

async function play(scenario: Scenario, watch: { clients: Clients; outputs: Outputs; probe: Probe }) {
  const actions = createActions(watch.clients, watch.outputs);
  const before = Date.now();
  const sub = await scenario.act(actions, scenario.user, (sub) => registeredEvent(watch.probe, sub));
  return followUser(scenario, sub, before, watch);
}

async function registeredEvent(probe: Probe, sub: string) {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const events = await probe.read(1);
    const found = events.find((event) => event.cognitoId === sub && event.type === 'user.registered');
    if (found) return found;
  }
  throw new Error(`No user.registered event for ${sub} within 10 s.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
