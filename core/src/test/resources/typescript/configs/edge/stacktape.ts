import { Bucket, EdgeLambdaFunction, defineConfig } from 'stacktape';

const build = { type: 'custom-artifact', properties: { packagePath: './gate.zip', handler: 'index.js:run' } } as const;

export default defineConfig(() => ({
  resources: {
    gate: new EdgeLambdaFunction({
      packaging: build,
      runtime: 'nodejs22.x',
      overrides: { GateLogGroup: { RetentionInDays: 7 } },
      transforms: { GateFunction: (properties) => ({ ...properties, Description: 'who may come in' }) }
    }),
    files: new Bucket({
      cdn: { enabled: true, edgeFunctions: { onRequest: 'gate' } },
      transforms: { bucket: (properties) => ({ ...properties, AccelerateConfiguration: { AccelerationStatus: 'Suspended' } }) }
    })
  },
  finalTransform: (template) => ({ ...template, Metadata: { resources: Object.keys(template.Resources).length } })
}));
