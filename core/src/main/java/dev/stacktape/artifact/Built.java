package dev.stacktape.artifact;

import dev.stacktape.artifact.Build.Gathered;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link Build}.
 *
 * @param survey null when there is nothing to hold against a function
 * @param content null when a problem kept it from being packed
 * @param zip null when {@code content} is
 * @param problems of the content, whichever function it is for
 */
record Built(
    @Nullable Survey survey,
    @Nullable Content content,
    @Nullable StoredZip zip,
    List<Problem> problems) {

  /** Gathers, checks, reads and packs. */
  static Built of(Build build, ZipStore store) {
    Problems problems = new Problems();
    Survey survey = null;
    try {
      Gathered gathered = build.gather();
      survey = gathered.survey();
      problems.addAll(gathered.problems());
      SizeLimit.check(gathered.parts()).ifPresent(problems::add);
      if (!problems.hasErrors()) {
        Content content = Content.read(gathered.parts(), gathered.time(), store.knownFiles());
        StoredZip zip = store.store(content);
        return new Built(survey, content, zip, problems.sorted());
      }
    } catch (StacktapeException e) {
      problems.addAll(e.problems());
    } catch (IOException e) {
      problems.add(problem(e));
    } catch (UncheckedIOException e) {
      problems.add(
          problem(
              new IOException(e.getMessage(), e))); // streams of files cannot throw the other one
    }
    return new Built(survey, null, null, problems.sorted());
  }

  /** The artifact that it is for the function {@code name}. */
  Optional<Artifact> artifact(String name) {
    if (content == null || zip == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Artifact(
            name,
            content.digest(),
            zip.file(),
            zip.sizeBytes(),
            SizeLimit.unpackedBytes(content.parts()),
            zip.codeSha256(),
            zip.reused()));
  }

  /** The problem that a file which cannot be read or written is. */
  static Problem problem(IOException e) {
    if (e instanceof ContentChangedException changed) {
      return ArtifactCode.ARTIFACT_CHANGED
          .error(changed.path() + " was written to while it was being packaged.")
          .hint("Wait until whatever builds it has come to its end, and try again.");
    }
    if (e instanceof Source.DamagedException damaged) {
      return Archive.broken(damaged.archive(), "is damaged: " + damaged.getMessage());
    }
    return ArtifactCode.ARTIFACT_FILE_FAILED
        .error("Packaging stopped: " + reason(e) + ".")
        .hint("See whether the disk is full and whether you may read and write there.");
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getMessage();
    }
    if (e instanceof NoSuchFileException) {
      return e.getMessage() + " is no longer there";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
