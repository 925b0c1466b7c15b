import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => {
  const owner = process.env.OWNER as any;
  queueMicrotask(() => {
    console.log(owner.name);
  });
  return { resources: { jobs: new SqsQueue({}) } };
});
