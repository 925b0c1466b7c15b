package dev.stacktape.local.child;

import java.lang.reflect.Array;
import java.lang.reflect.Field;

/**
 * Starts DynamoDB Local on loopback. Its own main class listens on every network interface and
 * reports its use to AWS; this one makes the same server, ties it to 127.0.0.1 and a free port, and
 * says on standard output which port that is. DynamoDB Local is not there when this is compiled,
 * hence the reflection.
 */
public final class LoopbackDynamoDb {
  /** What stands before the port in the output. */
  public static final String PORT = "stacktape-port=";

  private static final String RUNNER = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private LoopbackDynamoDb() {}

  /** Runs until the process is ended; the arguments are those of DynamoDB Local. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Object server =
        Class.forName(RUNNER)
            .getMethod("createServerFromCommandLineArgs", String[].class)
            .invoke(null, (Object) args);
    Field field = server.getClass().getDeclaredField("server");
    field.setAccessible(true);
    Object jetty = field.get(server);
    Object connector = Array.get(jetty.getClass().getMethod("getConnectors").invoke(jetty), 0);
    Class<?> type = connector.getClass();
    type.getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
    type.getMethod("setPort", int.class).invoke(connector, 0);
    server.getClass().getMethod("start").invoke(server);
    System.out.println(PORT + type.getMethod("getLocalPort").invoke(connector));
    server.getClass().getMethod("join").invoke(server);
  }
}
