package dev.stacktape.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "api, ApiBucket",
    "myApi, MyApiBucket",
    "my-api, MyApiBucket",
    "my_api, MyApiBucket",
    "api2, Api2Bucket",
    "api2Fn, Api2FnBucket",
    "API, ApiBucket",
    "myHTTPApi, MyHttpApiBucket",
    "2api, 2apiBucket",
    "a1b2c3, A1b2c3Bucket",
  })
  void logicalIdsFollowTheScheme(String name, String expected) {
    assertThat(LogicalId.of(name, "Bucket")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /items/{id}, StpGwGetItemsIdRoute",
    "ANY, $default, StpGwAnyDefaultRoute",
    "POST, /, StpGwPostRoute",
    "ANY, /{proxy+}, StpGwAnyProxyRoute",
    "GET, /a-b/c_d, StpGwGetABCDRoute",
    "GET, /v1/2nd, StpGwGetV12ndRoute",
  })
  void routesAreNamedByMethodAndPath(String method, String path, String expected) {
    assertThat(LogicalId.of("Stp", "gw", method, path, "Route")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "mainDatabase, connectionString, STP_MAIN_DATABASE_CONNECTION_STRING",
    "my-db, host, STP_MY_DB_HOST",
    "db2, port, STP_DB2_PORT",
    "alb, port443, STP_ALB_PORT443",
    "myHTTPApi, url, STP_MY_HTTP_API_URL",
    "web.containerWorkload, logGroupArn, STP_WEB_CONTAINER_WORKLOAD_LOG_GROUP_ARN",
  })
  void environmentVariablesFollowTheScheme(String name, String param, String expected) {
    assertThat(EnvName.of(name, param)).isEqualTo(expected);
  }

  @Test
  void outputsAndExportsFollowTheScheme() {
    assertThat(LogicalId.output("myFn", "arn")).isEqualTo("MyFnArn");
    assertThat(LogicalId.output("my-secret", "CurrentSecretVersionId"))
        .isEqualTo("MySecretCurrentSecretVersionId");
    assertThat(LogicalId.export("proj-dev", "ApiUrl")).isEqualTo("ProjDevApiUrl");
  }

  @Test
  void aLongNameIsCutAndHashed() {
    assertThat(
            PhysicalName.fit(
                "my-very-long-project-name-production-someQuiteLongFunctionNameThatOverflows", 64))
        .isEqualTo("my-very-long-project-name-production-someQuiteLongFunctio-865844");
    assertThat(PhysicalName.fit("a".repeat(64), 64)).isEqualTo("a".repeat(64));
    assertThat(PhysicalName.fit("a".repeat(65), 64)).isEqualTo("a".repeat(57) + "-df3b2b");
  }

  @Property
  void aFittedNameNeverExceedsItsLimit(
      @ForAll @StringLength(max = 300) String name, @ForAll @IntRange(min = 8, max = 255) int max) {
    assertThat(PhysicalName.fit(name, max).length()).isLessThanOrEqualTo(max);
  }

  @Property
  void aLogicalIdOfAnyTextIsAlphanumeric(@ForAll String name) {
    assertThat(LogicalId.of(name, "Queue")).matches("[A-Za-z0-9]+");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1505",
    "a, 2b5c4",
    "abc, b874b05",
    "eu-west-1proj-dev123456789012, 10f582ee",
  })
  void theShortHashNeverChanges(String text, String expected) {
    assertThat(ShortHash.of(text)).isEqualTo(expected);
  }
}
