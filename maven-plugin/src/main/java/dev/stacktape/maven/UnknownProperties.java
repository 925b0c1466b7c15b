package dev.stacktape.maven;

import dev.stacktape.local.server.LocalAws;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Properties of the command line that no goal reads. Maven ignores them in silence, and {@code
 * -Dstacktape.stgae=production} would deploy to {@code dev}.
 */
final class UnknownProperties {
  private static final String PREFIX = "stacktape.";
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(stacktape\\.[^}]+)}");

  private UnknownProperties() {}

  /** The properties that the goals of a plugin read, and the one of the embedded AWS itself. */
  static Set<String> read(PluginDescriptor plugin) {
    Stream<String> parameters =
        plugin.getMojos().stream()
            .map(MojoDescriptor::getMojoConfiguration)
            .filter(Objects::nonNull)
            .map(PlexusConfiguration::getChildren)
            .flatMap(Arrays::stream)
            .map(parameter -> EXPRESSION.matcher(parameter.getValue("")))
            .filter(Matcher::matches)
            .map(expression -> expression.group(1));
    return Stream.concat(parameters, Stream.of(LocalAws.FAULTS_PROPERTY))
        .collect(Collectors.toSet());
  }

  /**
   * What to say of those that were typed: an error where one is nearly a property that is read, a
   * warning where it may be meant for something else.
   */
  static List<Problem> in(Collection<String> typed, Set<String> known) {
    return new TreeSet<>(typed)
        .stream()
            .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
            .map(name -> problem(name, known))
            .toList();
  }

  private static Problem problem(String name, Set<String> known) {
    String what = "No goal reads -D" + name + ".";
    Optional<String> near =
        DidYouMean.closest(
                name.substring(PREFIX.length()),
                known.stream().map(one -> one.substring(PREFIX.length())).toList())
            .map(PREFIX::concat);
    return near.map(
            meant -> GoalCode.PARAMETER_UNKNOWN.error(what).hint("Did you mean `-D" + meant + "`?"))
        .orElseGet(
            () ->
                GoalCode.PARAMETER_UNKNOWN
                    .warning(what)
                    .hint("`stacktape:help -Ddetail` lists those that are read."));
  }
}
