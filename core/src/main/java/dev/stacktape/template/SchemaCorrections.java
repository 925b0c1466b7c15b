package dev.stacktape.template;

import java.util.Map;
import java.util.Set;

/**
 * Where the bundled data says less or more than AWS does. Every entry is something that AWS was
 * seen to take, or that its documentation says, against the data.
 */
final class SchemaCorrections {

  /**
   * Types that hold data although the data does not flag them. The data flags some thirty of the
   * oldest; AWS's registry itself knows no such flag.
   */
  private static final Set<String> ALSO_STATEFUL =
      Set.of(
          "AWS::ACMPCA::CertificateAuthority",
          "AWS::APS::Workspace",
          "AWS::AmazonMQ::Broker",
          "AWS::Backup::LogicallyAirGappedBackupVault",
          "AWS::Cassandra::Keyspace",
          "AWS::Cassandra::Table",
          "AWS::CloudTrail::EventDataStore",
          "AWS::CodeArtifact::Domain",
          "AWS::CodeArtifact::Repository",
          "AWS::CodeCommit::Repository",
          "AWS::Cognito::IdentityPool",
          "AWS::Connect::Instance",
          "AWS::DSQL::Cluster",
          "AWS::DirectoryService::MicrosoftAD",
          "AWS::DirectoryService::SimpleAD",
          "AWS::DocDBElastic::Cluster",
          "AWS::ECR::Repository",
          "AWS::ElastiCache::GlobalReplicationGroup",
          "AWS::ElastiCache::ServerlessCache",
          "AWS::Events::Archive",
          "AWS::FSx::Volume",
          "AWS::HealthLake::FHIRDatastore",
          "AWS::KMS::ReplicaKey",
          "AWS::KinesisVideo::Stream",
          "AWS::Lightsail::Bucket",
          "AWS::Lightsail::Database",
          "AWS::Lightsail::Disk",
          "AWS::MSK::Cluster",
          "AWS::MSK::ServerlessCluster",
          "AWS::MemoryDB::Cluster",
          "AWS::NeptuneGraph::Graph",
          "AWS::OpenSearchServerless::Collection",
          "AWS::Pinpoint::App",
          "AWS::RDS::GlobalCluster",
          "AWS::RedshiftServerless::Namespace",
          "AWS::S3Express::DirectoryBucket",
          "AWS::S3Outposts::Bucket",
          "AWS::S3Tables::Table",
          "AWS::S3Tables::TableBucket",
          "AWS::S3Vectors::Index",
          "AWS::S3Vectors::VectorBucket",
          "AWS::Timestream::Database",
          "AWS::Timestream::InfluxDBInstance",
          "AWS::Timestream::Table",
          "AWS::WorkSpaces::Workspace");

  /**
   * Flagged in the data, but members of a cluster that holds the data itself; and log groups, whose
   * lines are dropped after their retention anyway: who removes a function means its log too.
   */
  private static final Set<String> NOT_STATEFUL =
      Set.of("AWS::DocDB::DBInstance", "AWS::Neptune::DBInstance", "AWS::Logs::LogGroup");

  /** Attributes under which any name may be asked for: the outputs of other templates. */
  private static final Map<String, String> OPEN_ATTRIBUTES =
      Map.of(
          "AWS::CloudFormation::Stack", "Outputs",
          "AWS::ServiceCatalog::CloudFormationProvisionedProduct", "Outputs");

  /** Attributes that AWS documents though the data lists them as something else. */
  private static final Map<String, String> ALSO_ATTRIBUTES =
      Map.of("AWS::OpenSearchService::Domain", "DomainArn");

  private SchemaCorrections() {}

  static boolean hasAttribute(String type, String attribute) {
    return attribute.equals(ALSO_ATTRIBUTES.get(type));
  }

  static boolean hasOpenAttribute(String type, String attribute) {
    return attribute.equals(OPEN_ATTRIBUTES.get(type));
  }

  static boolean stateful(String type, boolean flagged) {
    return (flagged && !NOT_STATEFUL.contains(type)) || ALSO_STATEFUL.contains(type);
  }

  static Set<String> alsoStateful() {
    return ALSO_STATEFUL;
  }
}
