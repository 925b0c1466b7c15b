package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.TypeWord;
import dev.stacktape.config.Union;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Doc("The kind of a database and what it runs on.")
@Union
public sealed interface DatabaseEngine {
  /** What a serverless Aurora is made with that says no version. */
  String POSTGRESQL = "17.7";

  /** The same for MySQL. */
  String MYSQL = "8.0.mysql_aurora.3.11.1";

  @Doc("A database on a machine of its own.")
  @TypeName({
    "mariadb",
    "mysql",
    "oracle-ee",
    "oracle-se2",
    "postgres",
    "sqlserver-ee",
    "sqlserver-ex",
    "sqlserver-se",
    "sqlserver-web"
  })
  record Rds(
      @Doc("Which database it is.") @TypeWord DatabaseProduct engine,
      @Doc(value = "The version.", example = "'16.6'") String version,
      @Doc("The machine that takes reads and writes.") PrimaryInstance primaryInstance,
      @Doc("Machines with a copy that only takes reads.") List<ReadReplica> readReplicas,
      @Doc("The disk.") @Nullable DatabaseStorage storage,
      @Doc(
              value = "The database that is made in it; it gets no name in SQL Server.",
              defaultValue = "defdb")
          @Nullable String dbName,
      @Doc(value = "The port; the usual one of the database where left out.", example = "5432")
          @Range(min = 1, max = 65535)
          @Nullable Integer port,
      @Doc(value = "Keeps AWS from installing fixes by itself.", defaultValue = "false")
          @Nullable Boolean disableAutoMinorVersionUpgrade)
      implements DatabaseEngine {}

  @Doc("Aurora on machines of its own.")
  @TypeName({"aurora-mysql", "aurora-postgresql"})
  record Aurora(
      @Doc("Which database it speaks like.") @TypeWord AuroraProduct engine,
      @Doc(value = "The version.", example = "'17.7'") String version,
      @Doc("The machines; the first takes writes, the others reads.") @Required
          List<AuroraInstance> instances,
      @Doc(value = "The database that is made in it.", defaultValue = "defdb")
          @Nullable String dbName,
      @Doc(value = "The port; the usual one of the database where left out.", example = "5432")
          @Range(min = 1, max = 65535)
          @Nullable Integer port,
      @Doc(value = "Keeps AWS from installing fixes by itself.", defaultValue = "false")
          @Nullable Boolean disableAutoMinorVersionUpgrade)
      implements DatabaseEngine {}

  @Doc("Aurora that grows and shrinks with its load.")
  @TypeName({"aurora-mysql-serverless-v2", "aurora-postgresql-serverless-v2"})
  record AuroraServerlessV2(
      @Doc("Which database it speaks like.") @TypeWord ServerlessV2Product engine,
      @Doc(value = "The version.", example = "'17.7'") String version,
      @Doc(
              value =
                  "The smallest capacity, in steps of 0.5 units of about 2 GB of memory; 0 lets it sleep.",
              defaultValue = "0",
              example = "0.5")
          @Range(min = 0, max = 256)
          @Nullable Double minCapacity,
      @Doc(value = "The largest capacity, in steps of 0.5 units.", defaultValue = "10")
          @Range(min = 0.5, max = 256)
          @Nullable Double maxCapacity,
      @Doc(value = "How many copies take reads.", defaultValue = "0") @Range(min = 0, max = 15)
          @Nullable Integer serverlessReadersCount,
      @Doc(value = "The database that is made in it.", defaultValue = "defdb")
          @Nullable String dbName,
      @Doc(value = "Keeps AWS from installing fixes by itself.", defaultValue = "false")
          @Nullable Boolean disableAutoMinorVersionUpgrade)
      implements DatabaseEngine {}

  @Doc("The first kind of serverless Aurora, which AWS no longer offers for new databases.")
  @TypeName({"aurora-mysql-serverless", "aurora-postgresql-serverless"})
  record AuroraServerless(
      @Doc("Which database it speaks like.") @TypeWord ServerlessProduct engine,
      @Doc("The version.") @Nullable String version,
      @Doc(value = "The smallest capacity, in units of about 2 GB of memory.", defaultValue = "2")
          @Range(min = 1, max = 384)
          @Nullable Double minCapacity,
      @Doc(value = "The largest capacity.", defaultValue = "4") @Range(min = 1, max = 384)
          @Nullable Double maxCapacity,
      @Doc("How long without use until it sleeps, in seconds; never where left out.")
          @Range(min = 300, max = 86400)
          @Nullable Integer pauseAfterSeconds,
      @Doc(value = "The database that is made in it.", defaultValue = "defdb")
          @Nullable String dbName,
      @Doc(value = "Keeps AWS from installing fixes by itself.", defaultValue = "false")
          @Nullable Boolean disableAutoMinorVersionUpgrade)
      implements DatabaseEngine {
    private static final double MIN_CAPACITY = 2;
    private static final double MAX_CAPACITY = 4;

    /**
     * What AWS made of it: units of capacity are the same, and one that sleeps goes down to none.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.upgrade.html">Migrating
     *     to Aurora Serverless v2</a>
     */
    AuroraServerlessV2 successor() {
      boolean isMySql = engine == ServerlessProduct.AURORA_MYSQL_SERVERLESS;
      String made = version == null ? (isMySql ? MYSQL : POSTGRESQL) : version;
      double min = Objects.requireNonNullElse(minCapacity, MIN_CAPACITY);
      return new AuroraServerlessV2(
          isMySql
              ? ServerlessV2Product.AURORA_MYSQL_SERVERLESS_V2
              : ServerlessV2Product.AURORA_POSTGRESQL_SERVERLESS_V2,
          made,
          pauseAfterSeconds != null
                  && EngineVersion.canSleep(isMySql ? "aurora-mysql" : "aurora-postgresql", made)
              ? 0
              : min,
          Math.max(min, Objects.requireNonNullElse(maxCapacity, MAX_CAPACITY)),
          null,
          dbName,
          disableAutoMinorVersionUpgrade);
    }
  }
}
