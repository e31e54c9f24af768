import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What Gradle does to manifests and resources, as far as this app needs it: merges the manifests of the AARs and
 * of the app's modules, compiles and links all resources with aapt2, and writes the R classes.
 *
 * <p>{@code java Resources.java AAPT2 FRAMEWORK AARS OUT MODULE…}; the last module is the app. OUT gets
 * AndroidManifest.xml, resources.ap_, r/ and rules.pro. In Java, as it is run as it stands, by the JDK that Maven has.
 */
class Resources {
    private static final String ANDROID = "http://schemas.android.com/apk/res/android";
    private static final String TOOLS = "http://schemas.android.com/tools";
    private static final String APPLICATION_ID = "org.sharenum.app";
    /** Debian's aapt2 is older than this element; every other warning ends the build. */
    private static final String KNOWN = "unexpected element <queries> found in <manifest>";

    public static void main(String[] arguments) throws Exception {
        String aapt2 = arguments[0];
        Path framework = Path.of(arguments[1]);
        Path out = Path.of(arguments[3]);
        List<Path> modules = Stream.of(arguments).skip(4)
            .map(module -> Path.of(module).toAbsolutePath().normalize().resolve("src/main")).toList();
        List<Path> libraries;
        try (var folders = Files.list(Path.of(arguments[2]))) {
            libraries = folders.sorted().toList();
        }
        clear(out);
        Path manifest = out.resolve("AndroidManifest.xml");
        List<String> packages = merge(libraries, modules, versions(modules), manifest);

        List<String> link = new ArrayList<>(List.of(aapt2, "link", "-I", framework.toString()));
        link.addAll(List.of("-o", out.resolve("resources.ap_").toString(), "--manifest", manifest.toString()));
        link.addAll(List.of("--java", out.resolve("r").toString(), "--auto-add-overlay"));
        link.add("--warn-manifest-validation");
        // What the system makes by the names in the manifest and in layouts: for R8.
        link.addAll(List.of("--proguard", out.resolve("rules.pro").toString()));
        link.addAll(List.of("--extra-packages", String.join(":", packages)));
        Path compiled = Files.createDirectories(out.resolve("compiled"));
        for (Path folder : Stream.concat(libraries.stream(), modules.stream()).toList()) {
            Path resources = folder.resolve("res");
            if (!hasFiles(resources)) continue;
            String archive = compiled.resolve(link.size() + ".zip").toString();
            run(List.of(aapt2, "compile", "--dir", resources.toString(), "-o", archive));
            link.add(archive);
        }
        for (String line : run(link)) {
            if (line.contains(": warn: ") && !line.contains(KNOWN)) throw new IllegalStateException(line);
        }
    }

    /** What the catalog of Gradle says of Android's versions and of ours. */
    private static List<String> versions(List<Path> modules) throws IOException {
        Path app = modules.get(modules.size() - 1);
        String catalog = Files.readString(app.resolve("../../../gradle/libs.versions.toml").normalize());
        List<String> versions = new ArrayList<>();
        for (String name : List.of("sharenum", "minSdk", "targetSdk")) {
            Matcher found = Pattern.compile("(?m)^" + name + " = \"(.+)\"$").matcher(catalog);
            if (!found.find()) throw new IllegalStateException("the catalog of Gradle has no " + name);
            versions.add(found.group(1));
        }
        return versions;
    }

    /** Writes what all of them say together; answers the packages of those that are not the app. */
    private static List<String> merge(List<Path> libraries, List<Path> modules, List<String> versions, Path to)
            throws Exception {
        List<String> packages = new ArrayList<>();
        Path app = modules.get(modules.size() - 1);
        Document merged = read(app);
        Element root = merged.getDocumentElement();
        List<Path> others = new ArrayList<>(modules.subList(0, modules.size() - 1));
        others.addAll(libraries);
        for (Path folder : others) {
            if (!Files.exists(folder.resolve("AndroidManifest.xml"))) continue;
            Element other = read(folder).getDocumentElement();
            if (other.hasAttribute("package")) packages.add(other.getAttribute("package"));
            take(root, other);
        }
        root.setAttribute("package", APPLICATION_ID);
        root.setAttributeNS(ANDROID, "android:versionCode", "1");
        root.setAttributeNS(ANDROID, "android:versionName", versions.get(0));
        Element sdk = merged.createElement("uses-sdk");
        sdk.setAttributeNS(ANDROID, "android:minSdkVersion", versions.get(1));
        sdk.setAttributeNS(ANDROID, "android:targetSdkVersion", versions.get(2));
        root.insertBefore(sdk, root.getFirstChild());
        finish(root);
        TransformerFactory.newInstance().newTransformer()
            .transform(new DOMSource(merged), new StreamResult(to.toFile()));
        return packages.stream().distinct().toList();
    }

    /** Takes over what {@code other} has and {@code mine} has not; what both say, the app says. */
    private static void take(Element mine, Element other) {
        for (int at = 0; at < other.getAttributes().getLength(); at++) {
            Attr attribute = (Attr) other.getAttributes().item(at);
            boolean known = mine.hasAttributeNS(attribute.getNamespaceURI(), attribute.getLocalName());
            if (!ANDROID.equals(attribute.getNamespaceURI()) || known) continue;
            mine.setAttributeNS(ANDROID, attribute.getName(), attribute.getValue());
        }
        for (Element child : children(other)) {
            if (child.getTagName().equals("uses-sdk")) continue;
            Element same = children(mine).stream().filter(known -> same(known, child)).findFirst().orElse(null);
            if (same == null) {
                mine.appendChild(mine.getOwnerDocument().importNode(child, true));
            } else if (!same.isEqualNode(child)) {
                take(same, child);
            }
        }
    }

    /** Whether they are about the same thing: of a kind, and of a name, where this kind has names. */
    private static boolean same(Element one, Element other) {
        if (!one.getTagName().equals(other.getTagName())) return false;
        boolean only = List.of("application", "queries").contains(one.getTagName());
        if (only || one.isEqualNode(other)) return true;
        String name = one.getAttributeNS(ANDROID, "name");
        return !name.isEmpty() && name.equals(other.getAttributeNS(ANDROID, "name"));
    }

    /** Says whose app it is, and leaves out what was said to the tools. */
    private static void finish(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int at = 0; at < element.getAttributes().getLength(); at++) {
            attributes.add((Attr) element.getAttributes().item(at));
        }
        for (Attr attribute : attributes) {
            if (TOOLS.equals(attribute.getNamespaceURI()) || attribute.getName().equals("xmlns:tools")) {
                element.removeAttributeNode(attribute);
            } else {
                attribute.setValue(attribute.getValue().replace("${applicationId}", APPLICATION_ID));
            }
        }
        children(element).forEach(Resources::finish);
    }

    private static List<Element> children(Element element) {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) found.add(child);
        }
        return found;
    }

    private static Document read(Path folder) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setIgnoringComments(true);
        return factory.newDocumentBuilder().parse(folder.resolve("AndroidManifest.xml").toFile());
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        try (var files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        Files.createDirectories(folder.resolve("r"));
    }

    /** Answers what it printed, which is shown, too. */
    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new String(process.getInputStream().readAllBytes()).lines().toList();
        said.forEach(System.err::println);
        if (process.waitFor() != 0) throw new IllegalStateException("failed: " + String.join(" ", command));
        return said;
    }
}
