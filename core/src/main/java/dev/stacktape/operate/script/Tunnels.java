package dev.stacktape.operate.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Open tunnels, and what a script is told instead of the addresses that they lead to. Closing them
 * closes all.
 */
final class Tunnels implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  /**
   * Where a tunnel leads.
   *
   * @param portVariable the variable that tells the port
   */
  record To(String host, int port, String portVariable) {}

  private record Opened(To to, Bastions.Tunnel tunnel) {}

  private final List<Opened> opened = new ArrayList<>();

  /** Opens them one after another; when one cannot be opened, none is. */
  static Tunnels open(Bastions bastions, String group, List<To> places) {
    Tunnels tunnels = new Tunnels();
    boolean all = false;
    try {
      for (To to : places) {
        tunnels.opened.add(new Opened(to, bastions.open(group, to.host(), to.port())));
      }
      // A host can be the end of another one's name.
      tunnels.opened.sort(
          Comparator.comparingInt((Opened one) -> one.to().host().length()).reversed());
      all = true;
      return tunnels;
    } finally {
      if (!all) {
        tunnels.close();
      }
    }
  }

  /**
   * A command that goes through the tunnels.
   *
   * @param told the variables that may hold addresses
   */
  CommandLine through(CommandLine command, Set<String> told) {
    Map<String, String> variables = new LinkedHashMap<>(command.environment());
    variables.replaceAll((name, value) -> told.contains(name) ? through(value) : value);
    for (Opened one : opened) {
      variables.replace(one.to().portVariable(), String.valueOf(one.tunnel().localPort()));
    }
    return new CommandLine(
        command.words().stream().map(this::through).toList(), command.directory(), variables);
  }

  private String through(String text) {
    String here = text;
    for (Opened one : opened) {
      String place = one.to().host() + ":" + one.to().port();
      here = here.replace(place, HERE + ":" + one.tunnel().localPort());
    }
    for (Opened one : opened) {
      here = here.replace(one.to().host(), HERE);
    }
    return here;
  }

  @Override
  public void close() {
    opened.forEach(one -> one.tunnel().close());
  }
}
