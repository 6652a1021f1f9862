package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Is Parley's page in a headless Chromium, used as a person would. */
public final class BrowserPage implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    // Selenium warns of every Chromium newer than itself. Kept, or java.util.logging would forget the level.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private BrowserPage(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens a page; where no browser is installed the test is reported as skipped, in CI it fails. */
    public static BrowserPage open(URI page) {
        Installed.orSkip("chromium chromium-driver", CHROMIUM.toPath(), DRIVER.toPath());
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .withEnvironment(Map.of("TMPDIR", new File(System.getProperty("java.io.tmpdir")).getAbsolutePath()))
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        try {
            driver.get(page.toString());
            return new BrowserPage(driver);
        } catch (RuntimeException e) {
            driver.quit();
            throw e;
        }
    }

    /** Waits until the log ends with these lines. */
    public void awaitLastLines(String... expected) {
        Awaitility.await().atMost(DEADLINE).untilAsserted(() -> assertThat(lines())
                .endsWith(expected));
    }

    public void awaitStatus(String expected) {
        Awaitility.await().atMost(DEADLINE).untilAsserted(() -> assertThat(status())
                .isEqualTo(expected));
    }

    public List<String> lines() {
        return driver.findElements(By.cssSelector("#log li span")).stream()
                .map(WebElement::getText)
                .toList();
    }

    public String status() {
        return driver.findElement(By.id("status")).getText();
    }

    public String address() {
        return driver.findElement(By.id("url")).getDomProperty("value");
    }

    /** Types a message and presses Enter. */
    public void send(String message) {
        driver.findElement(By.id("message")).sendKeys(message, Keys.ENTER);
    }

    public void pressConnect() {
        driver.findElement(By.id("connect")).click();
    }

    public void connectTo(URI address) {
        WebElement field = driver.findElement(By.id("url"));
        field.clear();
        field.sendKeys(address.toString());
        pressConnect();
    }

    public boolean canSend() {
        return driver.findElement(By.id("send")).isEnabled();
    }

    /** Shows the page as a phone of so many pixels does, and returns how wide it then is. */
    public long widthOnAPhone(int pixels) {
        // A window cannot be made that narrow.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 700, "deviceScaleFactor", 2, "mobile", true));
        assertThat(driver.executeScript("return window.innerWidth")).isEqualTo((long) pixels);
        return (Long) driver.executeScript("return document.documentElement.scrollWidth");
    }

    /** Returns the background's colour under a colour scheme, {@code light} or {@code dark}. */
    public String background(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return driver.findElement(By.tagName("body")).getCssValue("background-color");
    }

    /** Keeps what the page looks like, for a person to look at. */
    public void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
