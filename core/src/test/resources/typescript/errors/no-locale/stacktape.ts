import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => {
  const built = new Date(0);
  return {
    resources: { jobs: new SqsQueue({}) },
    variables: {
      built: built.toLocaleDateString('es-ES')
    }
  };
});
