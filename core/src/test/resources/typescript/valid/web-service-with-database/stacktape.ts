import { defineConfig, WebService, RelationalDatabase, RdsEnginePostgres, StacktapeImageBuildpackPackaging, Bastion, LocalScriptWithBastionTunneling, $Secret, $ResourceParam, $CfFormat, $Stage, $Region } from 'stacktape';

export default defineConfig(({ stage }) => {
  const database = new RelationalDatabase({
    credentials: { masterUserName: 'admin_user', masterUserPassword: $Secret(`db-${stage}.password`) },
    engine: new RdsEnginePostgres({
      version: '16.2',
      primaryInstance: { instanceSize: 'db.t4g.micro', multiAz: stage === 'production' },
      readReplicas: stage === 'production' ? [{ instanceSize: 'db.t4g.micro' }] : undefined,
      storage: { initialSize: 20, maxSize: 200 }
    }),
    accessibility: { accessibilityMode: 'vpc' },
    deletionProtection: stage === 'production',
    automatedBackupRetentionDays: 7,
    preferredMaintenanceWindow: 'Sun:02:00-Sun:04:00'
  });
  const bastion = new Bastion({ instanceSize: 't3.micro' });
  const web = new WebService({
    packaging: new StacktapeImageBuildpackPackaging({ entryfilePath: './src/main.ts' }),
    resources: { cpu: 0.5, memory: 1024 },
    scaling: { minInstances: 1, maxInstances: 5, scalingPolicy: { keepAvgCpuUtilizationUnder: 70, keepAvgMemoryUtilizationUnder: 80 } },
    connectTo: [database],
    environment: {
      DATABASE_URL: $CfFormat('postgres://admin_user:{}@{}:{}/db', $Secret(`db-${stage}.password`), $ResourceParam('database', 'host'), $ResourceParam('database', 'port')),
      URL: database.connectionString,
      WHERE: `${$Stage()}-${$Region()}`
    },
    loadBalancing: { type: 'application-load-balancer', properties: { healthcheckPath: '/health', healthcheckInterval: 10 } },
    cors: { enabled: true },
    deployment: { strategy: 'Canary10Percent5Minutes' }
  });
  return {
    resources: { database, bastion, web },
    scripts: {
      migrate: new LocalScriptWithBastionTunneling({ executeCommand: 'npx prisma migrate deploy', connectTo: [database], environment: { A1: 'x' }, bastionResource: 'bastion' }),
      seed: { type: 'local-script', properties: { executeScript: './src/main.ts', connectTo: ['database'] } }
    },
    hooks: { afterDeploy: [{ scriptName: 'migrate', skipOnCI: false, skipOnLocal: false }], beforeDev: [{ scriptName: 'seed' }] },
    stackConfig: {
      tags: [{ name: 'team', value: 'core' }],
      outputs: [{ name: 'WebUrl', value: $ResourceParam('web', 'url'), description: 'url', export: true }],
      disableStackInfoSaving: true
    },
    deploymentConfig: { terminationProtection: stage === 'production', automaticUploadBucketEmptying: undefined }
  } as any;
});
