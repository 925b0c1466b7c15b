import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  stackConfig: { tags: [] },
  resources: new Map([['jobs', new SqsQueue({})]])
} as any));
