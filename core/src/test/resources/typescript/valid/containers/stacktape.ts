import { defineConfig, MultiContainerWorkload, MultiContainerWorkloadHttpApiIntegration, HttpApiGateway, CustomDockerfilePackaging, PrebuiltImagePackaging, WorkerService, PrivateService, BatchJob, RedisCluster } from 'stacktape';
export default defineConfig(() => {
  const api = new HttpApiGateway({});
  const redis = new RedisCluster({ defaultUserPassword: 'my-password-my-password', instanceSize: 'cache.t4g.micro' });
  const workload = new MultiContainerWorkload({
    containers: [
      {
        name: 'app',
        packaging: new CustomDockerfilePackaging({ buildContextPath: './', dockerfilePath: 'Dockerfile' }),
        essential: true,
        environment: [{ name: 'PORT', value: 3000 }],
        events: [new MultiContainerWorkloadHttpApiIntegration({ httpApiGatewayName: api.resourceName, containerPort: 3000, method: '*', path: '*' })],
        dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }]
      },
      { name: 'init', packaging: new PrebuiltImagePackaging({ image: 'busybox:1' }), essential: false }
    ],
    resources: { cpu: 1, memory: 2048 },
    scaling: { minInstances: 1, maxInstances: 2 },
    connectTo: [redis]
  });
  const worker = new WorkerService({ packaging: new PrebuiltImagePackaging({ image: 'busybox:1', command: ['sleep', '1'] }), resources: { cpu: 0.25, memory: 512 } });
  const batch = new BatchJob({
    resources: { cpu: 2, memory: 1800 }, useSpotInstances: true, timeout: 3600, retryConfig: { attempts: 2, retryIntervalSeconds: 10 },
    container: { packaging: new CustomDockerfilePackaging({ buildContextPath: '.' }), environment: { A1: 'b' } },
    events: [{ type: 'schedule', properties: { scheduleRate: 'rate(1 day)' } }]
  });
  return { resources: { api, redis, workload, worker, batch } };
});
