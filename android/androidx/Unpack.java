import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Lays the classes of all AARs of a folder together, and the rest of each (manifest, resources, rules) in a
 * folder of its name: Maven knows no AAR.
 *
 * <p>{@code java Unpack.java AARS CLASSES REST}. In Java, as it is run as it stands, by the JDK that Maven has.
 */
class Unpack {
    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(arguments[1]);
        Path rest = Path.of(arguments[2]);
        try (var files = Files.list(Path.of(arguments[0]))) {
            List<Path> archives = files.filter(file -> file.toString().endsWith(".aar")).sorted().toList();
            if (archives.isEmpty()) throw new IllegalStateException("no AAR in " + arguments[0]);
            for (Path archive : archives) {
                String name = archive.getFileName().toString().replace(".aar", "");
                try (InputStream stream = Files.newInputStream(archive)) {
                    archive(stream, classes, rest.resolve(name));
                }
            }
        }
    }

    private static void archive(InputStream stream, Path classes, Path rest) throws IOException {
        ZipInputStream zip = new ZipInputStream(stream);
        for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
            if (entry.isDirectory()) continue;
            String name = entry.getName();
            if (name.equals("classes.jar") || name.startsWith("libs/") && name.endsWith(".jar")) {
                jar(zip, classes);
            } else {
                Path file = inside(rest, entry);
                Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Classes that two of them have would hide one another. */
    private static void jar(InputStream stream, Path classes) throws IOException {
        ZipInputStream zip = new ZipInputStream(stream);
        for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
            if (entry.isDirectory() || entry.getName().equals("META-INF/MANIFEST.MF")) continue;
            Path file = inside(classes, entry);
            try {
                Files.copy(zip, file);
            } catch (FileAlreadyExistsException twice) {
                if (entry.getName().endsWith(".class")) throw new UncheckedIOException("twice", twice);
            }
        }
    }

    private static Path inside(Path folder, ZipEntry entry) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) throw new IllegalArgumentException("outside of the archive: " + entry);
        Files.createDirectories(file.getParent());
        return file;
    }
}
