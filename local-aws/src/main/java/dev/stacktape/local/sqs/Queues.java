package dev.stacktape.local.sqs;

import dev.stacktape.file.Folders;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All queues of the account, one folder each. A name is one queue, whatever the region. */
final class Queues {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final String FIFO = ".fifo";

  private final LocalContext context;
  private final Path folder;
  private final Map<String, Queue> queues = new TreeMap<>();

  Queues(LocalContext context) {
    this.context = context;
    this.folder = context.folder("sqs");
    load();
  }

  private void load() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path one : folders.toList()) {
        Queue queue = Queue.load(one, context.clock());
        if (queue == null) {
          // Its deletion was cut short.
          Folders.delete(one);
        } else {
          queues.put(queue.queue().name(), queue);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized List<Queue> all() {
    return List.copyOf(queues.values());
  }

  /** A queue, or null when there is none of that name. */
  synchronized @Nullable Queue find(String name) {
    return queues.get(name);
  }

  /**
   * A queue by its name.
   *
   * @throws AwsError {@code QueueDoesNotExist}
   */
  Queue get(String name) {
    Queue queue = find(name);
    if (queue == null) {
      throw SqsErrors.noSuchQueue();
    }
    return queue;
  }

  /**
   * A queue by its URL, of which only the path counts: host and port may be those of an earlier
   * process.
   *
   * @throws AwsError {@code QueueDoesNotExist}
   */
  Queue byUrl(String url) {
    return get(url.substring(url.lastIndexOf('/') + 1));
  }

  /** A queue by its ARN, or null. */
  @Nullable Queue byArn(String arn) {
    Queue queue = find(arn.substring(arn.lastIndexOf(':') + 1));
    return queue != null && arn(queue).equals(arn) ? queue : null;
  }

  String url(Queue queue) {
    return context.endpoint().get() + "/" + context.account() + "/" + queue.queue().name();
  }

  String arn(Queue queue) {
    QueueRecord of = queue.queue();
    return "arn:aws:sqs:" + of.region() + ":" + context.account() + ":" + of.name();
  }

  /**
   * Makes a queue, or finds the one that is just like it.
   *
   * @param token of the CloudFormation operation that asks for it, or null
   * @throws AwsError {@code InvalidParameterValue} or {@code QueueNameExists}
   */
  synchronized Queue create(
      String name,
      String region,
      QueueAttributes attributes,
      Map<String, String> tags,
      @Nullable String token) {
    checkName(name, attributes);
    Queue existing = queues.get(name);
    if (existing != null) {
      refuseDifferent(existing.queue().attributes(), attributes);
      return existing;
    }
    long now = context.clock().millis();
    QueueRecord made = new QueueRecord(name, region, now, now, attributes, tags, token);
    Queue queue = Queue.create(folder.resolve(name), made, context.clock());
    queues.put(name, queue);
    return queue;
  }

  private static void refuseDifferent(QueueAttributes existing, QueueAttributes wanted) {
    String different = existing.difference(wanted);
    if (different != null) {
      throw new AwsError(
          400,
          "QueueNameExists",
          "A queue already exists with the same name and a different value for attribute "
              + different);
    }
  }

  private static void checkName(String name, QueueAttributes attributes) {
    boolean fifo = name.endsWith(FIFO);
    String plain = fifo ? name.substring(0, name.length() - FIFO.length()) : name;
    if (!NAME.matcher(plain).matches() || name.length() > 80) {
      throw SqsErrors.invalidValue(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    if (fifo != attributes.isFifo()) {
      throw fifo
          ? SqsErrors.invalidValue(
              "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                  + " underscores, must end with .fifo suffix and be 1 to 80 in length.")
          : SqsErrors.invalidValue("The queue name must end with the .fifo suffix");
    }
  }

  synchronized void delete(String name) {
    Queue queue = get(name);
    queues.remove(name);
    queue.close();
    Path gone = folder.resolve(name);
    try {
      // The record goes first: without it the rest is rubbish, whenever it is swept.
      Files.deleteIfExists(gone.resolve("queue.json"));
      Folders.delete(gone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Receives from a queue; messages that were received too often go to the dead-letter queue on the
   * way.
   */
  List<StoredMessage> receive(Queue queue, int max, @Nullable Duration visibility, Duration wait) {
    Queue.Batch batch = queue.receive(max, visibility, wait);
    for (StoredMessage dead : batch.dead()) {
      QueueAttributes.Redrive redrive = queue.queue().attributes().redrive();
      Queue target = redrive == null ? null : byArn(redrive.deadLetterArn());
      if (target != null) {
        target.bury(dead, arn(queue));
      }
      // Without a queue to go to the message is lost, as it is at AWS.
      queue.remove(dead.sequence());
    }
    return batch.messages();
  }
}
