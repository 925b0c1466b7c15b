import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => {
  resources: ({ jobs: new SqsQueue({}) });
});
