import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;

/**
 * java -cp "lib/*" Launch.java <port> <file>: serves one H2 file on 127.0.0.1 and prints "listening <port>".
 * Port 0 takes a free one. Ends when its standard input does, so that it never outlives who started it.
 */
public class Launch {
  /** The driver refuses the wire version that the library reports by itself. */
  static final class Version implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  }

  /** H2 writes behind by up to a second; what is acknowledged here has been handed to the operating system. */
  static final class WriteThroughBackend extends H2Backend {
    WriteThroughBackend(String file) {
      super(file);
      getMvStore().setAutoCommitDelay(0);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message);
      if (getMvStore().hasUnsavedChanges()) {
        commit();
      }
      return answer;
    }
  }

  public static void main(String[] arguments) throws Exception {
    WriteThroughBackend backend = new WriteThroughBackend(arguments[1]);
    backend.version(new Version());
    MongoServer server = new MongoServer(backend);
    server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
    System.out.println("listening " + server.getLocalAddress().getPort());
    while (System.in.read() != -1) {
      // Only the end counts.
    }
    server.shutdownNow();
    System.exit(0);
  }
}
