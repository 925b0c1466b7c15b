package software.amazon.awssdk.regions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

class MetadataLoaderTest {
  private final GeneratedServiceMetadataProvider ofTheSdk = new GeneratedServiceMetadataProvider();

  @ParameterizedTest
  @ValueSource(strings = {"cloudformation", "lambda", "s3", "sts", "monitoring", "route53", "none"})
  void servicesAreThoseOfTheSdk(String prefix) {
    ServiceMetadata expected = ofTheSdk.serviceMetadata(prefix);
    ServiceMetadata actual = MetadataLoader.serviceMetadata(prefix);

    if (expected == null || actual == null) {
      assertThat(actual).isEqualTo(expected);
      return;
    }
    assertThat(actual).hasSameClassAs(expected);
    for (Region region : Region.regions()) {
      assertThat(actual.signingRegion(region)).isEqualTo(expected.signingRegion(region));
      assertThat(actual.endpointFor(region)).isEqualTo(expected.endpointFor(region));
    }
  }

  @Test
  void regionsAndPartitionsAreKnown() {
    assertThat(Objects.requireNonNull(MetadataLoader.regionMetadata(Region.EU_WEST_1)).partition())
        .isEqualTo(MetadataLoader.partitionMetadata("aws"));
    assertThat(MetadataLoader.partitionMetadata(Region.CN_NORTH_1))
        .isEqualTo(MetadataLoader.partitionMetadata("aws-cn"));
  }

  /** A version of the SDK with another method here would fail where it calls it. */
  @Test
  void theSdkFindsAllThatItsOwnClassHas() throws Exception {
    URL jar = Region.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader sdk =
        new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
      Class<?> replaced = sdk.loadClass(MetadataLoader.class.getName());
      assertThat(signatures(MetadataLoader.class)).containsAll(signatures(replaced));
    }
  }

  private static List<String> signatures(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> (method.getModifiers() & java.lang.reflect.Modifier.PUBLIC) != 0)
        .map(Method::toString)
        .toList();
  }
}
