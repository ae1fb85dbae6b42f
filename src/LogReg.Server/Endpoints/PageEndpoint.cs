using System.Security.Cryptography;
using System.Text;

namespace LogReg.Server.Endpoints;

/// <summary>The page to try the models: one file with its own style sheet and script, which asks the server and nobody else.</summary>
internal static class PageEndpoint
{
    private static readonly string Sheet = Resource("page.css");
    private static readonly string Script = Resource("page.js");
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        Resource("page.html").Replace("/*style*/", Sheet, StringComparison.Ordinal)
            .Replace("/*script*/", Script, StringComparison.Ordinal));

    // No script and no style but its own, and no request but to the server.
    private static readonly string Policy =
        $"default-src 'none'; connect-src 'self'; img-src data:; style-src 'sha256-{Digest(Sheet)}'; script-src 'sha256-{Digest(Script)}'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Answers <c>GET /</c>.</summary>
    public static Task Handle(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.ContentLength = Page.Length;
        return response.Body.WriteAsync(Page, context.RequestAborted).AsTask();
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(PageEndpoint).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
