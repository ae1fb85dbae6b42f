// Load on a running server: requests per second and latencies for rows of data/titanic.csv, a model that is replaced under load, and
// damaged bodies, none of which may get 500. benchmarks/serve.sh starts the server and runs this.
//   logreg train data/titanic.csv -o titanic.json --quiet; logreg serve titanic.json
//   dotnet run -c Release benchmarks/serve.cs -- http://127.0.0.1:8080 [--seconds 10] [--clients 4] [--damaged 100000]
//       [--model titanic.json --other other.json [--replacements 20]]
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

var address = new Uri(args[0]);
int seconds = Option("--seconds", 10);
int clients = Option("--clients", 4);
int damaged = Option("--damaged", 100_000);
int replacements = Option("--replacements", 20);
using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = address };
const string Path = "/v1/models/titanic:predict";
const string Json = "application/json";
const string Csv = "text/csv";
string row = """{"sex":"female","age":29,"passengerClass":"1st"}""";
string[] classes = ["1st", "2nd", "3rd"];
string csvRows = "sex,age,passengerClass\n" + string.Concat(
    Enumerable.Range(0, 1000).Select(index => $"{(index % 2 == 0 ? "female" : "male")},{index % 80},{classes[index % 3]}\n"));
string jsonRows = $"[{string.Join(',', Enumerable.Repeat(row, 1000))}]";

Console.WriteLine($"{clients} clients, {seconds} s each");
await Measure("one row, JSON", Path, Json, row, 1);
await Measure("one row, JSON, interval, 3 reasons, flags", Path + "?interval=true&reasons=3&flags=true", Json, row, 1);
await Measure("1,000 rows, JSON", Path, Json, jsonRows, 1000);
await Measure("1,000 rows, CSV", Path, Csv, csvRows, 1000);
await Replace();
await Damage();
return Environment.ExitCode;

int Option(string name, int usual) =>
    Array.IndexOf(args, name) is >= 0 and int place ? int.Parse(args[place + 1], CultureInfo.InvariantCulture) : usual;

string? Text(string name) => Array.IndexOf(args, name) is >= 0 and int place ? args[place + 1] : null;

// Clients ask without a pause while the file of the model is replaced, by turns renamed over and written in place.
async Task Replace()
{
    if (Text("--model") is not string model || Text("--other") is not string other)
    {
        return;
    }

    byte[][] versions = [await File.ReadAllBytesAsync(model), await File.ReadAllBytesAsync(other)];
    byte[] body = Encoding.UTF8.GetBytes(row);
    var answers = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
    using var stop = new CancellationTokenSource();
    Task[] load = [.. Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            string answer;
            try
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue(Json);
                using HttpResponseMessage response = await client.PostAsync(Path, content);
                answer = response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : $"status {(int)response.StatusCode}";
            }
            catch (HttpRequestException exception)
            {
                answer = $"lost: {exception.Message}";
            }

            answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
        }
    }))];
    for (int replacement = 1; replacement <= replacements; replacement++)
    {
        byte[] version = versions[replacement % 2];
        if (replacement % 4 < 2)
        {
            await File.WriteAllBytesAsync(model + ".new", version);
            File.Move(model + ".new", model, overwrite: true);
        }
        else
        {
            await File.WriteAllBytesAsync(model, version);
        }

        // The server looks at its files every second.
        await Task.Delay(1500);
    }

    await stop.CancelAsync();
    await Task.WhenAll(load);
    int answered = answers.Where(pair => pair.Key.StartsWith('{')).Sum(pair => pair.Value);
    int lost = answers.Values.Sum() - answered;
    int served = answers.Keys.Count(key => key.StartsWith('{'));
    Console.WriteLine($"{replacements} replacements: {answered:N0} answers of {served} versions, {lost:N0} lost");
    foreach ((string answer, int count) in answers.Where(pair => !pair.Key.StartsWith('{')))
    {
        Console.WriteLine($"  {count:N0} times {answer}");
    }

    Environment.ExitCode = lost > 0 ? 1 : Environment.ExitCode;
}

async Task<int> Send(string path, string type, byte[] body)
{
    using var content = new ByteArrayContent(body);
    content.Headers.ContentType = new MediaTypeHeaderValue(type);
    using HttpResponseMessage response = await client.PostAsync(path, content);
    _ = await response.Content.ReadAsByteArrayAsync();
    return (int)response.StatusCode;
}

async Task Measure(string name, string path, string type, string text, int rows)
{
    byte[] body = Encoding.UTF8.GetBytes(text);
    for (int warm = 0; warm < 200; warm++)
    {
        _ = await Send(path, type, body);
    }

    var times = new List<double>[clients];
    var watch = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, clients).Select(own => Task.Run(async () =>
    {
        times[own] = [];
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            long start = Stopwatch.GetTimestamp();
            int status = await Send(path, type, body);
            times[own].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (status != 200)
            {
                throw new InvalidOperationException($"{name}: status {status}");
            }
        }
    })));
    double elapsed = watch.Elapsed.TotalSeconds;
    double[] all = [.. times.SelectMany(own => own).Order()];
    Console.WriteLine(
        $"{name,-44} {all.Length / elapsed,9:N0} requests/s {all.Length * rows / elapsed,12:N0} rows/s   "
            + $"median {all[all.Length / 2]:F2} ms, 99% {all[(int)(all.Length * 0.99)]:F2} ms");
}

async Task Damage()
{
    byte[][] bodies =
    [
        Encoding.UTF8.GetBytes($$"""{"rows":[{{row}},{"sex":null,"age":"30.5"}],"interval":true,"reasons":2,"flags":true,"threshold":0.5}"""),
        Encoding.UTF8.GetBytes($$"""{"row":{{row}},"column":"age"}"""),
        Encoding.UTF8.GetBytes(csvRows[..400]),
    ];
    string[] pieces = ["\"", "{", "}", "[", "]", ",", "\n", "1e999", "null", "\\ud800", "\0", "é", "-", "true", ":", "\r\n", ";", "NaN"];
    var statuses = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
    int next = 0;
    await Task.WhenAll(Enumerable.Range(0, clients).Select(own => Task.Run(async () =>
    {
        var random = new Random(own);
        while (Interlocked.Increment(ref next) <= damaged)
        {
            int kind = random.Next(bodies.Length);
            List<byte> body = [.. bodies[kind]];
            for (int change = random.Next(1, 5); change > 0 && body.Count > 0; change--)
            {
                int place = random.Next(body.Count);
                switch (random.Next(4))
                {
                    case 0:
                        body[place] = (byte)random.Next(256);
                        break;
                    case 1:
                        body.RemoveRange(place, Math.Min(random.Next(1, 12), body.Count - place));
                        break;
                    case 2:
                        body.InsertRange(place, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                        break;
                    default:
                        body.RemoveRange(place, body.Count - place);
                        break;
                }
            }

            string path = kind == 1 ? "/v1/models/titanic:effect" : Path;
            int status = await Send(path, kind == 2 ? Csv : Json, [.. body]);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status >= 500)
            {
                Environment.ExitCode = 1;
                Console.WriteLine($"{status}: {Convert.ToHexString([.. body])}");
            }
        }
    })));
    string counts = string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value:N0} times {pair.Key}"));
    Console.WriteLine($"{damaged:N0} damaged bodies: {counts}");
}
