package dev.stacktape.resource.cache;

import dev.stacktape.resource.Params;
import dev.stacktape.resource.Password;
import dev.stacktape.resource.Reach;
import dev.stacktape.resource.Resource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a Redis cluster is reached. One with shards has one endpoint for all that clients do. */
record RedisAddress(Resource<RedisProperties> redis) {
  /** The only user of a cluster. */
  static final String USER = "default";

  private static final String WHY =
      "a cluster with shards has one endpoint for all that clients do";

  Params params() {
    boolean sharded = isSharded();
    Params params =
        Params.none()
            .with("host", endpoint("Address"))
            .with("port", endpoint("Port"))
            .with("sharding", sharded ? "enabled" : "disabled")
            .withIf(!sharded, "readerHost", reader("Address"), WHY)
            .withIf(!sharded, "readerPort", reader("Port"), WHY);
    for (Map.Entry<String, Object> text : texts().entrySet()) {
      params = params.with(text.getKey(), text.getValue());
    }
    return sharded ? params.without("readerConnectionString", WHY) : params;
  }

  /** The parameters with the password in them. */
  Map<String, Object> texts() {
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("connectionString", text(endpoint("Address"), endpoint("Port")));
    if (!isSharded()) {
      texts.put("readerConnectionString", text(reader("Address"), reader("Port")));
    }
    return texts;
  }

  /** Shards have addresses of their own, which clients ask the cluster for. */
  List<Reach.Address> listening() {
    Reach.Address all = new Reach.Address(endpoint("Address"), endpoint("Port"), "port");
    return isSharded()
        ? List.of(all)
        : List.of(all, new Reach.Address(reader("Address"), reader("Port"), "readerPort"));
  }

  Object host() {
    return endpoint("Address");
  }

  Password password() {
    return new Password(redis.name(), redis.properties().defaultUserPassword());
  }

  private boolean isSharded() {
    return RedisType.isSharded(redis.properties());
  }

  private Object text(Object host, Object port) {
    return Fn.join(
        "", List.of("rediss://" + USER + ":", password().inAddress(), "@", host, ":", port));
  }

  private Object endpoint(String attribute) {
    String endpoint = isSharded() ? "ConfigurationEndPoint" : "PrimaryEndPoint";
    return Fn.getAtt(RedisType.id(redis.name()), endpoint + "." + attribute);
  }

  private Object reader(String attribute) {
    return Fn.getAtt(RedisType.id(redis.name()), "ReaderEndPoint." + attribute);
  }
}
