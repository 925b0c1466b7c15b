package dev.stacktape.operate.script;

import dev.stacktape.problem.StacktapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bastions that print what a test says and end as it says. */
public final class FakeBastions implements Bastions {
  /** What ran, in order. */
  final List<RemoteScript> scripts = new ArrayList<>();

  /** The groups that were asked. */
  final List<String> groups = new ArrayList<>();

  /** Where tunnels lead. */
  final List<String> opened = new ArrayList<>();

  /** Their ports on this machine. */
  final List<Integer> closed = new ArrayList<>();

  private List<String> lines = List.of();
  private int exitCode;
  private boolean exist = true;
  private @Nullable String refused;

  FakeBastions printing(String... printed) {
    lines = List.of(printed);
    return this;
  }

  FakeBastions endingWith(int code) {
    exitCode = code;
    return this;
  }

  void absent() {
    exist = false;
  }

  void refusing(String place) {
    refused = place;
  }

  @Override
  public boolean exist() {
    return exist;
  }

  @Override
  public int run(String group, RemoteScript script, Consumer<String> printed) {
    groups.add(group);
    scripts.add(script);
    lines.forEach(printed);
    return exitCode;
  }

  @Override
  public Tunnel open(String group, String host, int port) {
    String place = host + ":" + port;
    if (place.equals(refused)) {
      throw new StacktapeException(ScriptCode.SCRIPT_TUNNEL_FAILED.error("No tunnel."));
    }
    opened.add(place);
    int local = 40_000 + opened.size();
    return new Tunnel() {
      @Override
      public int localPort() {
        return local;
      }

      @Override
      public void close() {
        closed.add(local);
      }
    };
  }
}
