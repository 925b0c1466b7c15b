import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(({ stage }) => {
  const names = ['api', stage];
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
  return { resources: { jobs: new SqsQueue({}) }, variables: { list } };
});
