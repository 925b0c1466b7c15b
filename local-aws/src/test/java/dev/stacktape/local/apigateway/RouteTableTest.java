package dev.stacktape.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.apigateway.RouteTable.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final List<String> ROUTES =
      List.of(
          "$default",
          "ANY /{proxy+}",
          "GET /pets/{proxy+}",
          "GET /pets/dog/{id}",
          "GET /pets/dog/1",
          "ANY /pets/dog/1",
          "POST /pets/{kind}",
          "GET /");

  @ParameterizedTest
  @CsvSource({
    "GET,/pets/dog/1,GET /pets/dog/1",
    "POST,/pets/dog/1,ANY /pets/dog/1",
    "GET,/pets/dog/2,GET /pets/dog/{id}",
    "GET,/pets/cat/1,GET /pets/{proxy+}",
    "POST,/pets/cat,POST /pets/{kind}",
    "DELETE,/pets/cat,ANY /{proxy+}",
    "GET,/,GET /",
    "POST,/,$default",
    "GET,/pets,ANY /{proxy+}"
  })
  void theMostSpecificRouteWins(String method, String path, String route) {
    assertThat(key(ROUTES, method, path)).isEqualTo(route);
    List<String> reversed = new ArrayList<>(ROUTES);
    Collections.reverse(reversed);
    assertThat(key(reversed, method, path)).isEqualTo(route);
  }

  private static String key(List<String> routes, String method, String path) {
    Match match = RouteTable.match(routes, method, path);
    return match == null ? null : match.routeKey();
  }

  @Test
  void pathParametersAreTakenFromTheirPlaces() {
    Match match =
        RouteTable.match(List.of("GET /a/{one}/b/{rest+}"), "GET", "/a/first one/b/x/y/z");

    assertThat(match).isNotNull();
    assertThat(match.parameters()).isEqualTo(Map.of("one", "first one", "rest", "x/y/z"));
  }

  @Test
  void nothingFitsWithoutADefault() {
    List<String> routes = List.of("GET /a/{id}");

    assertThat(RouteTable.match(routes, "GET", "/a/")).isNull();
    assertThat(RouteTable.match(routes, "GET", "/a")).isNull();
    assertThat(RouteTable.match(routes, "GET", "/a/b/c")).isNull();
    assertThat(RouteTable.match(routes, "PUT", "/a/b")).isNull();
  }
}
