import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  stackConfig: { tags: [] },
  resouces: { jobs: new SqsQueue({}) }
} as any));
