using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using LogReg.Server.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LogReg.Server.Tests;

/// <summary>A model file that is replaced is served; a broken one is not, and nothing is lost in between. Not beside other servers: what is
/// counted in a process is counted together.</summary>
[Collection(nameof(Alone))]
public sealed class ReloadTests
{
    private const string Path = "/v1/models/titanic:predict";
    private const string Row = """{"sex":"male","age":30,"passengerClass":"3rd"}""";

    private static readonly Dictionary<string, object?> Values =
        new() { ["sex"] = "male", ["age"] = 30, ["passengerClass"] = "3rd" };

    [Fact]
    public async Task Reload_UnderLoad_LosesNothing()
    {
        const int Replacements = 12;
        await using RunningServer server = await RunningServer.Start();
        double before = TestModels.Of("titanic").PredictProbability(Values);
        double after = TestModels.Of("ridge").PredictProbability(Values);
        var seen = new ConcurrentDictionary<double, int>();
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                seen.AddOrUpdate(await ProbabilityOf(server), 1, (_, count) => count + 1);
            }
        }))];
        for (int replacement = 0; replacement < Replacements; replacement++)
        {
            LogisticModel next = TestModels.Of(replacement % 2 == 0 ? "ridge" : "titanic");
            if (replacement % 4 < 2)
            {
                next.Save(server.PathOf("titanic"));
            }
            else
            {
                await WriteInPlace(next, server.PathOf("titanic"));
            }

            double expected = replacement % 2 == 0 ? after : before;
            await Until(async () => await ProbabilityOf(server) == expected);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Equal([before, after], seen.Keys.OrderBy(one => one == before ? 0 : 1));
    }

    [Fact]
    public async Task Reload_OfAnotherTarget_IsLogged()
    {
        await using RunningServer server = await RunningServer.Start();
        using var log = new LogLines();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        TestModels.Of("ridge").Save(server.PathOf("titanic"));
        await Until(() => Task.FromResult(log.Lines.Any(line => line.Contains("serves the new", StringComparison.Ordinal))));
        Assert.DoesNotContain(log.Lines, line => line.Contains("predicted", StringComparison.Ordinal));
        TestModels.Of("iris").Save(server.PathOf("titanic"));
        await Until(() => Task.FromResult(log.Lines.Any(line => line.Contains("predicted", StringComparison.Ordinal))));
        Assert.Contains(
            "titanic: the new version predicts species (setosa, versicolor, virginica), the earlier one predicted survived (no, yes; probability of yes)",
            log.Lines);
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    [Fact]
    public async Task BrokenFile_KeepsTheVersionBefore_AndIsTold()
    {
        await using RunningServer server = await RunningServer.Start();
        double before = await ProbabilityOf(server);
        string good = await File.ReadAllTextAsync(server.PathOf("titanic"));
        await File.WriteAllTextAsync(server.PathOf("titanic"), good[..(good.Length / 2)]);
        await Until(async () => (await server.Get("/health/ready")).TryGetProperty("problems", out _));
        Assert.Equal(before, await ProbabilityOf(server));
        Assert.Equal("ready", (await server.Get("/health/ready")).GetProperty("state").GetString());
        string problem = (await server.Get("/v1/models/titanic")).GetProperty("problem").GetString()!;
        Assert.Matches("^titanic[.]json, line [0-9]+: this is not a model file", problem);
        Assert.Equal(problem, (await server.Get("/health/ready")).GetProperty("problems").GetProperty("titanic").GetString());
        string metrics = await server.Client.GetStringAsync("/metrics");
        Assert.Matches("""logreg_model_problem\{[^}]*model="titanic"[^}]*\} 1""", metrics);
        Assert.Matches("""logreg_model_reloads_total\{[^}]*outcome="failed"[^}]*\} 1""", metrics);

        File.Delete(server.PathOf("titanic"));
        await Until(async () => (await server.Get("/health/ready")).GetProperty("problems").GetProperty("titanic").GetString()
            == "titanic.json: there is no such file");
        Assert.Equal(before, await ProbabilityOf(server));

        TestModels.Of("ridge").Save(server.PathOf("titanic"));
        await Until(async () => !(await server.Get("/health/ready")).TryGetProperty("problems", out _));
        Assert.Equal(TestModels.Of("ridge").PredictProbability(Values), await ProbabilityOf(server));
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(InvalidDataException))]
    [InlineData(typeof(JsonException))]
    [InlineData(typeof(OutOfMemoryException))]
    [InlineData(typeof(IndexOutOfRangeException))]
    public void Refresh_WhateverALoadEndsWith_KeepsTheVersionBefore(Type failure)
    {
        string path = System.IO.Path.GetTempFileName();
        try
        {
            Exception? thrown = null;
            var slot = new ModelSlot("titanic", path, _ => thrown is null ? TestModels.Of("titanic") : throw thrown);
            ServedModel before = slot.Current;
            thrown = (Exception)Activator.CreateInstance(failure)!;
            File.WriteAllText(path, "changed");
            Assert.Equal(ReloadOutcome.Unchanged, slot.Refresh());
            Assert.Equal(ReloadOutcome.Failed, slot.Refresh());
            Assert.Same(before, slot.Current);
            string start = $"{System.IO.Path.GetFileName(path)}: the file cannot be loaded: {failure.Name}: ";
            Assert.StartsWith(start, slot.PublicProblem, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task SwappedLink_IsNoticed_EvenIfTheOtherFileLooksTheSame()
    {
        await using RunningServer server = await RunningServer.Start();
        string link = server.PathOf("titanic");
        string folder = System.IO.Path.GetDirectoryName(link)!;
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string[] texts = [File.ReadAllText(link), ""];
        TestModels.Of("ridge").Save(link);
        texts[1] = File.ReadAllText(link);
        int length = texts.Max(text => text.Length) + 1;
        for (int version = 0; version < texts.Length; version++)
        {
            string path = System.IO.Path.Combine(folder, $"version{version}");
            File.WriteAllText(path, texts[version].PadRight(length));
            File.SetLastWriteTimeUtc(path, time);
        }

        foreach ((int version, string model) in new[] { "titanic", "ridge", "titanic" }.Index())
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, System.IO.Path.Combine(folder, $"version{version % 2}"));
            double expected = TestModels.Of(model).PredictProbability(Values);
            await Until(async () => await ProbabilityOf(server) == expected);
        }
    }

    [Fact]
    public async Task Metrics_CountRowsAndUnusualCells()
    {
        await using RunningServer server = await RunningServer.Start(null, "titanic", "iris");
        await server.Ask(
            Path,
            """[{"sex":"male","age":30,"passengerClass":"3rd"},{"sex":"queen","age":95,"passengerClass":"1st"},{"sex":"female","passengerClass":"1st"}]""");
        await server.Ask("/v1/models/iris:predict", """[{"petal_length":5}]""");
        string metrics = await server.Client.GetStringAsync("/metrics");
        void Counts(string name, string model, string? column, int count) => Assert.Contains(
            metrics.Split('\n'),
            line => line.StartsWith(name + "{", StringComparison.Ordinal)
                && line.Contains($"model=\"{model}\"", StringComparison.Ordinal)
                && (column is null || line.Contains($"column=\"{column}\"", StringComparison.Ordinal))
                && line.Split("} ")[1].Split(' ')[0] == $"{count}");
        Counts("logreg_rows_total", "titanic", null, 3);
        Counts("logreg_rows_total", "iris", null, 1);
        Counts("logreg_unseen_levels_total", "titanic", "sex", 1);
        Counts("logreg_missing_cells_total", "titanic", "age", 1);
        Counts("logreg_missing_cells_total", "iris", "petal_width", 1);
        Counts("logreg_out_of_range_cells_total", "titanic", "age", 1);
        Assert.Matches("""logreg_probability(_ratio)?_count\{[^}\n]*class="yes"[^}\n]*\} 3""", metrics);
        Assert.Matches("""request_duration_seconds_count\{[^\n]*http_route="/v1/models/\{name\}:predict"[^\n]*\} 2""", metrics);
    }

    private static async Task WriteInPlace(LogisticModel model, string path)
    {
        using var bytes = new MemoryStream();
        model.Save(bytes);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        byte[] all = bytes.ToArray();
        foreach (byte[] part in all.Chunk((all.Length / 5) + 1))
        {
            await file.WriteAsync(part);
            await file.FlushAsync();
            await Task.Delay(30);
        }
    }

    private static async Task<double> ProbabilityOf(RunningServer server)
    {
        using HttpResponseMessage response = await server.Post(Path, Row);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement
            .GetProperty("predictions")[0].GetProperty("probability").GetDouble();
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
