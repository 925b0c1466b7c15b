import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  resources: { jobs: new SqsQueue({}) },
  finalTransform: (template) => {
    template.Metadata = { by: 'us' };
  }
}));
