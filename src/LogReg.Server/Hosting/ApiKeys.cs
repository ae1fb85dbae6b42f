using System.Security.Cryptography;
using System.Text;

namespace LogReg.Server.Hosting;

/// <summary>The keys that open the server; only their digests are kept.</summary>
internal sealed class ApiKeys
{
    private const int Shortest = 16;

    private readonly byte[][] _digests;

    private ApiKeys(byte[][] digests)
    {
        _digests = digests;
    }

    /// <summary>Reads the keys of a file: one per line; empty lines and lines that begin with # do not count.</summary>
    /// <exception cref="UsageException">The file cannot be read, has no key, or a key is too short.</exception>
    public static ApiKeys Read(string path)
    {
        string hint = $"write a key with: openssl rand -hex 32 >> {path}";
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : exception is UnauthorizedAccessException ? "it is a folder, or you may not read it"
                : exception.Message.ReplaceLineEndings(" ");
            throw new UsageException($"--api-key-file {path} cannot be read: {reason}", hint);
        }

        var digests = new List<byte[]>();
        foreach ((int index, string line) in lines.Index())
        {
            string key = line.Trim();
            if (key.Length == 0 || key[0] == '#')
            {
                continue;
            }

            if (key.Length < Shortest)
            {
                throw new UsageException(
                    $"{path}, line {index + 1}: the key has {key.Length} characters, but needs {Shortest} or more", hint);
            }

            digests.Add(DigestOf(key));
        }

        return digests.Count > 0 ? new ApiKeys([.. digests]) : throw new UsageException($"{path} has no key", hint);
    }

    /// <summary>Whether a request has one of the keys. It takes as long whatever key it has.</summary>
    public bool Open(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        string authorization = request.Headers.Authorization.ToString();
        string key = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-API-Key"].ToString();
        byte[] digest = DigestOf(key);
        bool isKnown = false;
        foreach (byte[] known in _digests)
        {
            isKnown |= CryptographicOperations.FixedTimeEquals(digest, known);
        }

        return isKnown;
    }

    private static byte[] DigestOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
