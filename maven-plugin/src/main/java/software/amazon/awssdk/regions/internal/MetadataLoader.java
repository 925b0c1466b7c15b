package software.amazon.awssdk.regions.internal;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.GeneratedPartitionMetadataProvider;
import software.amazon.awssdk.regions.GeneratedRegionMetadataProvider;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.PartitionMetadataProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.regions.RegionMetadataProvider;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.ServiceMetadataProvider;
import software.amazon.awssdk.regions.servicemetadata.CloudformationServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EnhancedS3ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.LambdaServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.StsServiceMetadata;

/**
 * Stands in the plugin's jar in place of the SDK's class of this name, which loads and initializes
 * a class for each service and each region of AWS, four hundred in all, before the first client can
 * be built: a seventh of what the first call costs a goal. The answers are the SDK's own, each
 * loaded when it is asked for; a test holds them against those of the SDK. See {@code
 * docs/decisions/one-jar.md}.
 */
public final class MetadataLoader {
  private MetadataLoader() {}

  /** The partition that a region is in. */
  public static @Nullable PartitionMetadata partitionMetadata(Region region) {
    return Partitions.ALL.partitionMetadata(region);
  }

  /** The partition of that name. */
  public static @Nullable PartitionMetadata partitionMetadata(String partition) {
    return Partitions.ALL.partitionMetadata(partition);
  }

  /** What is known of a region. */
  public static @Nullable RegionMetadata regionMetadata(Region region) {
    return Regions.ALL.regionMetadata(region);
  }

  /** What is known of a service, by the prefix of its endpoint. */
  public static @Nullable ServiceMetadata serviceMetadata(String prefix) {
    return switch (prefix) {
      case "cloudformation" -> new CloudformationServiceMetadata();
      case "lambda" -> new LambdaServiceMetadata();
      case "s3" -> new EnhancedS3ServiceMetadata();
      case "sts" -> new StsServiceMetadata();
      default -> Services.ALL.serviceMetadata(prefix);
    };
  }

  private static final class Partitions {
    static final PartitionMetadataProvider ALL = new GeneratedPartitionMetadataProvider();
  }

  private static final class Regions {
    static final RegionMetadataProvider ALL = new GeneratedRegionMetadataProvider();
  }

  private static final class Services {
    static final ServiceMetadataProvider ALL = new GeneratedServiceMetadataProvider();
  }
}
