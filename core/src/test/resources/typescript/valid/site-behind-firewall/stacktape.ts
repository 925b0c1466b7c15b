import { defineConfig, Bucket, HostingBucket, HttpApiGateway, LambdaFunction, CdnHttpApiGatewayRoute, WebAppFirewall, ManagedRuleGroup, RateBasedRule, StacktapeLambdaBuildpackPackaging } from 'stacktape';
export default defineConfig(() => {
  const api = new HttpApiGateway({ cors: { enabled: true } });
  const firewall = new WebAppFirewall({ scope: 'cdn', rules: [new ManagedRuleGroup({ vendorName: 'AWS', name: 'AWSManagedRulesCommonRuleSet', priority: 1 }), new RateBasedRule({ limit: 1000, name: 'rate', priority: 2 })] as any });
  const assets = new Bucket({ cdn: { enabled: true } });
  const site = new HostingBucket({
    uploadDirectoryPath: 'src',
    hostingContentType: 'static-website',
    excludeFilesPatterns: ['*.map'],
    injectEnvironment: [{ name: 'API_URL', value: api.url }],
    writeDotenvFilesTo: '.',
    routeRewrites: [{ path: '/api/*', routeTo: new CdnHttpApiGatewayRoute({ httpApiGatewayName: api.resourceName }) }],
    useFirewall: firewall.resourceName
  } as any);
  return { resources: { api, firewall, assets, site } };
});
