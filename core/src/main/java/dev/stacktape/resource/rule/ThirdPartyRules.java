package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.ENGINE_UNFIT;

import dev.stacktape.resource.Tree;
import dev.stacktape.resource.thirdparty.AtlasProperties;
import dev.stacktape.resource.thirdparty.AtlasTier;
import dev.stacktape.resource.thirdparty.ConvexAlarm;
import dev.stacktape.resource.thirdparty.ConvexDomains;
import dev.stacktape.resource.thirdparty.ConvexProperties;
import dev.stacktape.resource.thirdparty.ReadPreference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Services of others than AWS. */
final class ThirdPartyRules {
  private ThirdPartyRules() {}

  static void atlas(AtlasProperties cluster, Place at) {
    if (cluster.clusterTier() == AtlasTier.M2 || cluster.clusterTier() == AtlasTier.M5) {
      sharedTier(cluster, at);
    }
    if (Boolean.TRUE.equals(cluster.enablePointInTimeRecovery())
        && Boolean.FALSE.equals(cluster.enableBackups())) {
      at.in("enablePointInTimeRecovery")
          .needs("Going back in time needs backups.", "Remove `enableBackups: false`.");
    }
    boolean analytics =
        cluster.replication() != null
            && cluster.replication().numAnalyticsNodes() != null
            && cluster.replication().numAnalyticsNodes() > 0;
    if (cluster.biConnector() != null
        && cluster.biConnector().readPreference() == ReadPreference.ANALYTICS
        && !analytics) {
      at.in("biConnector", "readPreference")
          .needs(
              "Reading from analytics nodes needs some.",
              "Add `replication: {numAnalyticsNodes: 1}`.");
    }
    if (cluster.autoScaling() != null
        && cluster.autoScaling().minClusterTier() != null
        && cluster.autoScaling().maxClusterTier() != null
        && cluster.autoScaling().minClusterTier().compareTo(cluster.autoScaling().maxClusterTier())
            > 0) {
      at.in("autoScaling", "minClusterTier").conflict("It is larger than `maxClusterTier`.", null);
    }
  }

  /** What clusters that share their machines with others do not have. */
  private static void sharedTier(AtlasProperties cluster, Place at) {
    Map<String, @Nullable Object> dedicated = new LinkedHashMap<>();
    dedicated.put("numShards", cluster.numShards());
    dedicated.put("replication", cluster.replication());
    dedicated.put("enableBackups", cluster.enableBackups());
    dedicated.put("enablePointInTimeRecovery", cluster.enablePointInTimeRecovery());
    dedicated.put("biConnector", cluster.biConnector());
    dedicated.put("autoScaling", cluster.autoScaling());
    dedicated.forEach(
        (key, value) -> {
          if (Place.isGiven(value)) {
            at.in(key)
                .report(
                    ENGINE_UNFIT,
                    "A cluster of the tier %s has no `%s`."
                        .formatted(Tree.textOf(cluster.clusterTier()), key),
                    "Choose M10 or larger.");
          }
        });
  }

  static void convex(ConvexProperties convex, Place at) {
    boolean dashboard =
        convex.dashboard() == null || !Boolean.FALSE.equals(convex.dashboard().enabled());
    ConvexDomains domains = convex.customDomains();
    if (domains != null) {
      DomainRules.domain(domains.cloud(), at.in("customDomains", "cloud"));
      DomainRules.domain(domains.site(), at.in("customDomains", "site"));
      if (domains.dashboard() != null) {
        DomainRules.domain(domains.dashboard(), at.in("customDomains", "dashboard"));
      }
      if (dashboard && domains.dashboard() == null) {
        at.in("customDomains")
            .needs(
                "With domains of yours the dashboard needs one too.",
                "Add `dashboard`, or `dashboard: {enabled: false}` beside `customDomains`.");
      } else if (!dashboard && domains.dashboard() != null) {
        at.in("customDomains", "dashboard")
            .conflict("There is no dashboard, so it needs no domain.", "Remove it.");
      }
    }
    if (convex.dashboard() != null) {
      ValueForms.addressRanges(
          convex.dashboard().allowedIpRanges(), at.in("dashboard", "allowedIpRanges"));
    }
    if (convex.database() != null) {
      if (convex.database().engine() != null) {
        DatabaseRules.engine(convex.database().engine(), at.in("database", "engine", "properties"));
      }
      if (convex.database().preferredMaintenanceWindow() != null) {
        DatabaseRules.window(
            convex.database().preferredMaintenanceWindow(),
            at.in("database", "preferredMaintenanceWindow"));
      }
    }
    for (int i = 0; i < convex.alarms().size(); i++) {
      ConvexAlarm alarm = convex.alarms().get(i);
      AlarmRules.alarm(alarm.evaluation(), alarm.notificationTargets(), at.in("alarms", i));
    }
  }
}
