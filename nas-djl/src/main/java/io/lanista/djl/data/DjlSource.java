package io.lanista.djl.data;

import ai.djl.Application;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.RemoteRepository;
import ai.djl.repository.Repository;
import io.lanista.api.option.Option;
import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A data set of DJL's own collection, by the name it has in DJL's basicdataset module. DJL's repository client fetches the
 * files once, checks them and keeps them in DJL's cache; they are read here, since basicdataset itself would turn them into
 * tensors.
 */
public abstract class DjlSource implements DataSource {
    private static final String COLLECTION = "https://mlrepo.djl.ai/";
    private static final String GROUP = "ai.djl.basicdataset";

    private static final Option<String> REPOSITORY =
            Option.text("repository", COLLECTION, "address of the collection, or of a mirror; ends in a slash");

    private final String name;
    private final String artifactName;
    private final Format format;

    private DjlSource(String name, String artifactName, Format format) {
        this.name = name;
        this.artifactName = artifactName;
        this.format = format;
    }

    /** How a collection's files become data. */
    private interface Format {
        DataParts read(Files files) throws IOException;
    }

    /** Finds a fetched file by the collection's name for it. */
    private interface Files {
        Path get(String item) throws IOException;
    }

    /** Handwritten digits. */
    public static final class Mnist extends DjlSource {
        /** For the service loader. */
        public Mnist() {
            super("mnist", "mnist", DjlSource::idx);
        }
    }

    /** Pieces of clothing. */
    public static final class FashionMnist extends DjlSource {
        /** For the service loader. */
        public FashionMnist() {
            super("fashion-mnist", "fashmnist", DjlSource::idx);
        }
    }

    /** Animals and vehicles. */
    public static final class Cifar10 extends DjlSource {
        /** For the service loader. */
        public Cifar10() {
            super("cifar10", "cifar10", DjlSource::cifar);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "The data set '" + name + "' of DJL's collection, fetched once.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(REPOSITORY);
    }

    @Override
    public RawData open(DataRequest request) {
        String place = request.options().get(REPOSITORY);
        try {
            Repository repository = new RemoteRepository(name, URI.create(place));
            MRL location = repository.dataset(Application.CV.ANY, GROUP, artifactName, "1.0");
            Artifact artifact = location.getDefaultArtifact();
            if (artifact == null) {
                throw new IOException("nothing of that name is there");
            }
            location.prepare(artifact);
            return format.read(item -> file(repository, artifact, item));
        } catch (IOException | RuntimeException e) {
            if (e instanceof DataException known) {
                throw known;
            }
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "Can't fetch '%s' from (%s): %s. Maybe download it by hand, and name its folder as (path) of the"
                                    + " source '%s'.",
                            name,
                            place,
                            reason(e),
                            name.equals("cifar10") ? "cifar10-binary" : "idx"),
                    e);
        }
    }

    private static DataParts idx(Files files) throws IOException {
        return IdxSource.parts(
                files.get("train_data"), files.get("train_labels"), files.get("test_data"), files.get("test_labels"));
    }

    private static DataParts cifar(Files files) throws IOException {
        return CifarSource.parts(List.of(files.get("data_batch.bin")), List.of(files.get("test_batch.bin")));
    }

    private static Path file(Repository repository, Artifact artifact, String item) throws IOException {
        Artifact.Item found = artifact.getFiles().get(item);
        if (found == null) {
            throw new IOException(
                    "it has no file (" + item + "), but " + artifact.getFiles().keySet());
        }
        return repository.getFile(found, null);
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }
}
