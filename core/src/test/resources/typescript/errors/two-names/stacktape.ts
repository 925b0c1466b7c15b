import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => {
  const queue = new SqsQueue({});
  return { resources: { jobs: queue, more: queue } };
});
