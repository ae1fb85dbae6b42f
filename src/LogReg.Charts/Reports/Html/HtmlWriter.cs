using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Html;

/// <summary>Writes HTML that is well-formed XML, too. Whatever is text or an attribute's value is escaped here and nowhere else.</summary>
internal sealed partial class HtmlWriter
{
    // Names can be as long as a file; nobody reads a paragraph of this length.
    private const int Longest = 20_000;
    private const char LeftToRight = '\u200E';

    private readonly StringBuilder _html = new("<!DOCTYPE html>\n");
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element.</summary>
    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(element, attributes);
        _html.Append('>');
        _open.Push(element);
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public HtmlWriter Close()
    {
        _html.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Writes an element that cannot have content, such as meta.</summary>
    public HtmlWriter Void(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(element, attributes);
        _html.Append(" />");
        return this;
    }

    /// <summary>Writes an element with a text.</summary>
    public HtmlWriter Element(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        Open(element, attributes).Text(text).Close();

    /// <summary>Writes a text.</summary>
    public HtmlWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>Writes a text whose options, such as --test-size, no line breaks.</summary>
    public HtmlWriter Words(string text)
    {
        int start = 0;
        foreach (Match option in Option().Matches(text))
        {
            Text(text[start..option.Index]).Element("span", option.Value, ("class", "option"));
            start = option.Index + option.Length;
        }

        return Text(text[start..]);
    }

    /// <summary>Breaks the line, where that means nothing.</summary>
    public HtmlWriter Line()
    {
        _html.Append('\n');
        return this;
    }

    /// <summary>Writes markup of the program's own: a picture, the style sheet, the script.</summary>
    public HtmlWriter Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>The page, ended.</summary>
    /// <exception cref="InvalidOperationException">An element was begun and not ended.</exception>
    public string Finish() =>
        _open.Count == 0
            ? _html.Append('\n').ToString()
            : throw new InvalidOperationException($"The element {_open.Peek()} is not closed.");

    private void Tag(string element, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _html.Append('<').Append(element);
        foreach ((string name, string value) in attributes)
        {
            _html.Append(' ').Append(name).Append("=\"");
            Escape(value);
            _html.Append('"');
        }
    }

    private void Escape(string text)
    {
        string line = Printable.Cut(text, Longest);
        bool isRightToLeft = false;
        for (int index = 0; index < line.Length; index++)
        {
            char character = line[index];

            // What follows a Hebrew or Arabic name in a sentence is not part of the name, and is not to be read from the right.
            if (isRightToLeft && character is (':' or ';' or ',' or '.' or '='))
            {
                _html.Append(LeftToRight);
            }

            isRightToLeft = IsRightToLeft(character) || (isRightToLeft && character is (')' or ']' or '"' or '\''));
            switch (character)
            {
                case '&':
                    _html.Append("&amp;");
                    break;
                case '<':
                    _html.Append("&lt;");
                    break;
                case '>':
                    _html.Append("&gt;");
                    break;
                case '"':
                    _html.Append("&quot;");
                    break;
                case '\'':
                    _html.Append("&#39;");
                    break;
                case var high when char.IsHighSurrogate(high) && index + 1 < line.Length && char.IsLowSurrogate(line[index + 1]):
                    _html.Append(high).Append(line[++index]);
                    break;
                default:
                    _html.Append(XmlConvert.IsXmlChar(character) ? character : '�');
                    break;
            }
        }
    }

    private static bool IsRightToLeft(char character) =>
        character is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    [GeneratedRegex("(?<![\\w-])--[a-z][a-z-]*[a-z](?: [0-9]+(?:[.][0-9]+)?| ridge)?")]
    private static partial Regex Option();
}
