using System.Text;
using LogReg.Server.Hosting;
using LogReg.Server.Scoring;

namespace LogReg.Server.Tests;

/// <summary>What becomes of the memory of large requests.</summary>
public sealed class MemoryTests
{
    [Fact]
    public void Relief_AfterLargeBodies_CollectsOnceTheyHaveStopped()
    {
        int collections = 0;
        using var relief = new MemoryRelief(() => collections++);
        relief.Add(MemoryRelief.Worthwhile - 1);
        relief.Tick();
        relief.Tick();
        Assert.Equal(0, collections);
        relief.Add(1);
        relief.Tick();
        relief.Add(1);
        relief.Tick();
        Assert.Equal(0, collections);
        relief.Tick();
        Assert.Equal(1, collections);
        relief.Tick();
        relief.Tick();
        Assert.Equal(1, collections);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    public void Pieces_OfAnyNumberOfBytes_AreThoseBytes(int count)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(place => (byte)(place * 7))];
        var buffer = new PieceBuffer();
        for (int place = 0; place < count;)
        {
            int size = Math.Min(1 + (place % 1_000), count - place);
            bytes.AsSpan(place, size).CopyTo(buffer.GetSpan(size));
            buffer.Advance(size);
            place += size;
        }

        Assert.Equal(count, buffer.Length);
        Assert.Equal(bytes, buffer.ToArray());
        Assert.All(buffer.Pieces, piece => Assert.InRange(piece.Length, 1, 85_000));
    }

    // A body without its length, one that begins with a byte order mark, and the largest answers.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bodies_OfKnownAndUnknownLength_AreReadAlike(bool isChunked)
    {
        await using RunningServer server = await RunningServer.Start();
        string row = """{"sex":"female","age":29,"passengerClass":"1st"}""";
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(row, 3_000))}]")];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/predict") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        using var answer = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal(3_000, answer.RootElement.GetProperty("predictions").GetArrayLength());
        Assert.All(
            answer.RootElement.GetProperty("predictions").EnumerateArray(),
            one => Assert.Equal(0.9258533065203342, one.GetProperty("probability").GetDouble(), 1e-12));
    }
}
