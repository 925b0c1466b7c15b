import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => {
  Promise.reject('not today');
  return { resources: { jobs: new SqsQueue({}) } };
});
