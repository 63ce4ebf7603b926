import { startDataApiCloud } from './data-api-cloud';

/** Writes rows into the data directory that it is given, and prints the number of each that was acknowledged. */
async function writeForever(): Promise<void> {
  const cloud = await startDataApiCloud({ dataDir: process.argv[2] });
  await cloud.execute('CREATE TABLE IF NOT EXISTS written (id int PRIMARY KEY)');
  for (let id = 1; ; id++) {
    await cloud.execute(`INSERT INTO written VALUES (${id})`);
    console.log(id);
  }
}

void writeForever();
