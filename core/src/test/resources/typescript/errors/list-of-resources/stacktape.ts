import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  resources: [new SqsQueue({})]
} as any));
