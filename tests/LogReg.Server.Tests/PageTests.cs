using Microsoft.Playwright;

namespace LogReg.Server.Tests;

/// <summary>The page, in a browser.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private const string Browser = "/usr/bin/chromium";

    // What Tab is to reach: of a group of radio buttons the one that is chosen.
    private const string Focusable = """
        [...document.querySelectorAll('a, input, select, textarea, button, summary, [tabindex="0"]')]
            .filter(node => node.offsetParent !== null || node.classList.contains('skip'))
            .filter(node => !node.disabled && node.type !== 'radio' || node.checked)
            .map(node => node.outerHTML)
        """;

    // What has the focus, if a frame of 2 pixels or more stands around it or around its label.
    private const string Focused = """
        (() => {
            const node = document.activeElement;
            const shown = [node, node.nextElementSibling, node.parentElement].some(one => one
                && parseFloat(getComputedStyle(one).outlineWidth) >= 2 && getComputedStyle(one).outlineStyle !== 'none');
            return shown ? node.outerHTML : 'no frame: ' + node.outerHTML;
        })()
        """;

    private readonly List<string> _complaints = [];
    private RunningServer _server = null!;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.Start(null, "titanic", "iris", "words", "vectors", "recalibrated", "refitted", "isotonic");
        if (File.Exists(Browser))
        {
            _playwright = await Playwright.CreateAsync();
            var options = new BrowserTypeLaunchOptions { ExecutablePath = Browser, Args = ["--no-sandbox"] };
            _browser = await _playwright.Chromium.LaunchAsync(options);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Form_PredictsAsOneTypes()
    {
        IPage page = await Open();
        await page.Locator("#input-0").SelectOptionAsync("female");
        await page.Locator("#input-2").SelectOptionAsync("1st");
        await page.Locator("#input-1").FillAsync("29");
        await Assertions.Expect(page.Locator("#number")).ToHaveTextAsync("92.6%");
        await Assertions.Expect(page.Locator("#interval")).ToContainTextAsync("95% interval 89.3% to 94.9%");
        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync("Predicts survived = yes");
        await Assertions.Expect(page.Locator("#reasons svg")).ToHaveAttributeAsync(
            "aria-label",
            "sex raises the log-odds by 1.571, passengerClass raises the log-odds by 1.416, age raises the log-odds by 0.03031");
        await Assertions.Expect(page.Locator("#effect circle.here")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#example")).ToContainTextAsync("\"age\":29");

        await page.Locator("#input-1").FillAsync("95");
        await Assertions.Expect(page.Locator("#flags li")).ToHaveTextAsync("age = 95 is above the training range");
        await page.Locator("#input-1").FillAsync("abc");
        await Assertions.Expect(page.Locator("#error")).ToContainTextAsync("the value 'abc' is not a number");
        await Assertions.Expect(page.Locator("#input-1")).ToHaveAttributeAsync("aria-invalid", "true");

        // Nothing of the answer before stays beside the error.
        foreach (string stale in new[] { "#flags", "#reasons-card", "#effect-card" })
        {
            await Assertions.Expect(page.Locator(stale)).ToBeHiddenAsync();
        }

        await Assertions.Expect(page.Locator("#interval")).ToHaveTextAsync("");
        await page.Locator("#input-1").FillAsync("29");
        await Assertions.Expect(page.Locator("#effect circle.here")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#error")).ToBeHiddenAsync();
        Assert.Equal(["Failed to load resource: the server responded with a status of 400 (Bad Request)"], _complaints.Distinct());
    }

    // Each piece of the curve is level or upright.
    [Fact]
    public async Task Effect_OfIsotonicCalibration_IsDrawnAsSteps()
    {
        IPage page = await Open("/#isotonic");
        await Assertions.Expect(page.Locator("#reasons-steps")).ToBeVisibleAsync();
        await page.Locator("#effect-of").SelectOptionAsync("age");
        string? drawn = await page.Locator("#effect polyline").GetAttributeAsync("points");
        string[][] points = [.. drawn!.Split(' ').Select(point => point.Split(','))];
        Assert.True(points.Length > 4);
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(
            pair.First[0] == pair.Second[0] || pair.First[1] == pair.Second[1], drawn));
        IPage other = await Open("/#titanic");
        await Assertions.Expect(other.Locator("#reasons-card")).ToBeVisibleAsync();
        await Assertions.Expect(other.Locator("#reasons-steps")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Slider_WorksByKeys()
    {
        IPage page = await Open();
        await page.Locator("#input-1").FillAsync("30");
        ILocator slider = page.GetByLabel("age, slider");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#input-1")).ToHaveValueAsync("31");
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task PastedCsv_IsScoredAndDownloaded()
    {
        IPage page = await Open();
        await page.Locator("#csv").FillAsync("name,sex,age,passengerClass\n\"A, B\",female,29,1st\nC,male,,3rd\n");
        await page.Locator("#score").ClickAsync();
        await Assertions.Expect(page.Locator("#scored-note")).ToHaveTextAsync("2 rows scored:");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#download").ClickAsync());
        Assert.Equal("rows-scored.csv", download.SuggestedFilename);
        string[] lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Equal("name,sex,age,passengerClass,prediction,probability,lower,upper,flags", lines[0]);
        Assert.Equal("\"A, B\",female,29,1st,yes,0.9258533065203342,0.8926043334340921,0.949392238966176,", lines[1]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task AFile_IsSentAsItIs()
    {
        IPage page = await Open();
        await page.GetByLabel("Decimal separator").SelectOptionAsync("comma");
        byte[] latin = System.Text.Encoding.Latin1.GetBytes("name;sex;age;passengerClass\nZoë;female;29,5;1st\n");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = latin });
        await Assertions.Expect(page.Locator("#scored-note")).ToHaveTextAsync("1 row scored:");
        await Assertions.Expect(page.Locator("#scored-table")).ToContainTextAsync("Zoë");
    }

    [Fact]
    public async Task Vector_IsTypedAsALine()
    {
        IPage page = await Open("/#vectors");
        await page.Locator("#input-0").FillAsync("3:1.5 17:2");
        await Assertions.Expect(page.Locator("#example")).ToContainTextAsync("""{"rows":[{"3":1.5,"17":2}]}""");
        await page.Locator("#input-0").FillAsync("3:x");
        await Assertions.Expect(page.Locator("#error")).ToContainTextAsync("row 1, index 3: the value is not a finite number");
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Page_FitsItsWindow_AndFollowsTheTheme(int width, ColorScheme theme)
    {
        foreach (string model in new[] { "titanic", "iris", "words", "vectors" })
        {
            IPage page = await Open($"/#{model}", width, theme);
            await Assertions.Expect(page.Locator("#title")).ToHaveTextAsync(model);
            await Assertions.Expect(page.Locator("#number")).ToContainTextAsync("%");
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Equal(
                theme == ColorScheme.Dark ? "rgb(13, 16, 19)" : "rgb(245, 246, 248)",
                await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
            Assert.Empty(_complaints);
            await page.CloseAsync();
        }
    }

    [Theory]
    [InlineData("titanic", "Trained on 1,046 rows; on these rows log loss 0.4696, accuracy 78.5%. Loaded")]
    [InlineData("recalibrated", "on these rows log loss 0.4696, accuracy 78.5%, before later updates. Recalibrated to 1,309 rows; on these rows")]
    [InlineData("refitted", "Refitted to 1,309 rows; on these rows log loss")]
    public async Task Page_SaysWhatTheModelWasFittedTo(string model, string words)
    {
        IPage page = await Open($"/#{model}");
        await Assertions.Expect(page.Locator("#about")).ToContainTextAsync(words);
        Assert.Empty(_complaints);
    }

    // By Tab alone, forwards and back: every field and button once, in the order of the page, each with a frame that can be seen.
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Keyboard_ReachesEverything_AndShowsWhere(int width)
    {
        IPage page = await Open(width: width);
        string[] all = await page.EvaluateAsync<string[]>(Focusable);
        var reached = new List<string>();
        for (int step = 0; step < all.Length; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>(Focused));
        }

        Assert.Equal(all, reached);
        for (int step = all.Length - 2; step >= 0; step--)
        {
            await page.Keyboard.PressAsync("Shift+Tab");
            Assert.Equal(all[step], await page.EvaluateAsync<string>(Focused));
        }
    }

    [Fact]
    public async Task Keyboard_ChangesAField_AndScoresRows()
    {
        IPage page = await Open();
        await page.Locator("#input-0").FocusAsync();
        string before = (await page.Locator("#number").TextContentAsync())!;
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#number")).Not.ToHaveTextAsync(before);
        await page.Locator("#csv").FocusAsync();
        await page.Keyboard.InsertTextAsync("sex,age,passengerClass\nmale,,3rd\n");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#scored-note")).ToHaveTextAsync("1 row scored:");
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task EveryField_HasAName()
    {
        IPage page = await Open();
        string[] nameless = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('input, select, textarea, button')]
                .filter(node => !node.closest('[hidden]') && !node.getAttribute('aria-label') && !node.textContent.trim() && !(node.labels && node.labels.length))
                .map(node => node.outerHTML)
            """);
        Assert.Empty(nameless);
        Assert.Equal("img", await page.Locator("#gauge svg").GetAttributeAsync("role"));
    }

    [Fact]
    public async Task Policy_AllowsThePageAlone()
    {
        using HttpResponseMessage response = await _server.Client.GetAsync("/");
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; connect-src 'self'; img-src data:; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        string page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task<IPage> Open(string path = "/", int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Browser}.");
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = theme,
        });
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
        await page.GotoAsync(new Uri(_server.Address, path).ToString());
        await Assertions.Expect(page.Locator("#number")).ToContainTextAsync("%");
        return page;
    }
}
