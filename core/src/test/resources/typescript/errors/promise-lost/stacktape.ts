import { defineConfig, SqsQueue } from 'stacktape';

async function check(name: string) {
  await null;
  if (name.length < 8) {
    throw new Error(`${name} is too short`);
  }
}

export default defineConfig(({ projectName }) => {
  check(projectName);
  check(projectName).catch(() => {});
  return { resources: { jobs: new SqsQueue({}) } };
});
