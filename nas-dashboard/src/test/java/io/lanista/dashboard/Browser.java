package io.lanista.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real browser without a window: Debian's Chromium, or what {@code CHROMIUM} and {@code CHROMEDRIVER} name. Where there is none,
 * tests are skipped, or fail if {@code -Dlanista.browser=required}.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open(Path profile) {
        Optional<Path> chromium = program("CHROMIUM", "chromium");
        Optional<Path> chromedriver = program("CHROMEDRIVER", "chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            if ("required".equals(System.getProperty("lanista.browser"))) {
                fail("There is no browser: install chromium and chromium-driver.");
            }
            assumeTrue(false, "There is no browser: install chromium and chromium-driver.");
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toString());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile, "--window-size=1280,900");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        logs.enable(LogType.PERFORMANCE, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<Path> program(String variable, String name) {
        String given = System.getenv(variable);
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page, and returns at once. */
    void show(String address) {
        driver.get(address);
    }

    /** Opens a page, and returns when it has all that it shows. */
    void show(URI page, String run) {
        driver.get("about:blank"); // A change of the fragment alone would not load it anew.
        driver.get(page.toString());
        await("return document.documentElement.dataset.parts === '" + run + "'");
    }

    /** Opens the list of a dashboard's runs, and returns when all of them are read. */
    void list(URI dashboard) {
        driver.get(dashboard.toString());
        await(
                "return document.querySelectorAll('table.runs tbody td .pill').length > 0 && !document.querySelector('table.runs').textContent.includes('being read')");
    }

    void await(String condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50)).until(any -> Boolean.TRUE.equals(script(condition)));
    }

    Object script(String text) {
        return ((JavascriptExecutor) driver).executeScript(text);
    }

    String text(String selector) {
        settle();
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** Returns once the page has painted what earlier actions changed: tables are filled in the next frame. */
    private void settle() {
        ((JavascriptExecutor) driver)
                .executeAsyncScript(
                        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    List<WebElement> all(String selector) {
        settle();
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Scrolls to a part of the page, below the bar. */
    void scrollTo(String selector) {
        script("document.querySelector('" + selector + "').scrollIntoView({block: 'start'})");
    }

    /** A picture of the window. */
    byte[] picture() {
        return ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES);
    }

    /** How many marks each chart that is shown has, by the title of its card. */
    @SuppressWarnings("unchecked")
    Map<String, Long> marks() {
        script("window.lanista.drawAll()"); // Lines are drawn once the script has ended.
        return (Map<String, Long>) script("""
                const marks = {};
                for (const chart of document.querySelectorAll('[data-marks]')) {
                  const card = chart.closest('.card');
                  if (card.offsetParent) {
                    const name = card.id + (chart.querySelector('canvas')?.getAttribute('aria-label') ?? chart.id);
                    marks[name] = Number(chart.dataset.marks);
                  }
                }
                return marks;""");
    }

    /** What scripts complained of since the last call. */
    void assertNoComplaints() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::getMessage)
                        .toList())
                .isEmpty();
    }

    /** The addresses that were asked for since the last call. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
