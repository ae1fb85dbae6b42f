using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LogReg.Data;

/// <summary>
/// The levels of a categorical column: a text for each code 0, 1, …, and the code of each text. A text is found by its UTF-8 bytes without
/// allocation. A published table never changes, so it can be used from several threads.
/// </summary>
public sealed class LevelTable : IReadOnlyList<string>
{
    // Levels come from files that anyone may have written: with a seed of its own for each process, nobody can prepare texts that all fall
    // into one bucket. Codes never depend on it.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private byte[] _text = new byte[64];
    private int[] _ends = new int[8];
    private uint[] _hashes = new uint[8];
    private int[] _slots = new int[16];
    private string?[] _strings = new string?[8];

    // The codes of the first levels that say true and false, in whatever case; −1 for none.
    private int _trueCode = -1;
    private int _falseCode = -1;
    private Dictionary<double, int>? _codesOfNumbers;

    internal LevelTable()
    {
    }

    /// <summary>The number of levels.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a level.</summary>
    /// <param name="code">The code of the level, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="code"/> is not a code of this table.</exception>
    public string this[int code]
    {
        get
        {
            ReadOnlySpan<byte> text = Utf8(code);
            return _strings[code] ??= Encoding.UTF8.GetString(text);
        }
    }

    /// <summary>Makes a table with codes in the given order.</summary>
    /// <param name="levels">The texts, all different.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException">The sequence or a text is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A text occurs twice.</exception>
    public static LevelTable Of(IEnumerable<string> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var table = new LevelTable();
        foreach (string level in levels)
        {
            ArgumentNullException.ThrowIfNull(level, nameof(levels));
            int expected = table.Count;
            byte[] utf8 = Encoding.UTF8.GetBytes(level);
            uint hash = Hash(utf8);
            int slot = table.FindSlot(utf8, hash);
            if (table._slots[slot] != 0 || table.Add(utf8, hash, slot) != expected)
            {
                throw new ArgumentException($"the level {DataException.Quote(level)} occurs twice", nameof(levels));
            }
        }

        return table;
    }

    /// <summary>The text of a level as UTF-8.</summary>
    /// <param name="code">The code of the level, from 0.</param>
    /// <returns>The bytes, owned by this table.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="code"/> is not a code of this table.</exception>
    public ReadOnlySpan<byte> Utf8(int code)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, Count);
        int start = code == 0 ? 0 : _ends[code - 1];
        return _text.AsSpan(start, _ends[code] - start);
    }

    /// <summary>Finds the code of a text given as UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="code">Its code, or −1.</param>
    /// <returns>Whether the text is a level.</returns>
    public bool TryGetCode(ReadOnlySpan<byte> utf8, out int code)
    {
        code = _slots[FindSlot(utf8, Hash(utf8))] - 1;
        return code >= 0;
    }

    /// <summary>Finds the code of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="code">Its code, or −1.</param>
    /// <returns>Whether the text is a level.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public bool TryGetCode(string text, out int code)
    {
        const int OnStack = 256;
        ArgumentNullException.ThrowIfNull(text);
        int longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = longest <= OnStack ? stackalloc byte[OnStack] : new byte[longest];
        return TryGetCode(utf8[..Encoding.UTF8.GetBytes(text, utf8)], out code);
    }

    /// <summary>The texts in the order of their codes.</summary>
    /// <returns>An enumerator of the texts.</returns>
    public IEnumerator<string> GetEnumerator()
    {
        for (int code = 0; code < Count; code++)
        {
            yield return this[code];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Finds the code of the level that a text means: itself, or else the same truth value in another case (<c>TRUE</c> for <c>True</c>),
    /// or the same number written differently (<c>1.0</c> for <c>1</c>), unless several levels are that number. A text with leading zeros
    /// is a code, not a number.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <param name="code">The code of its level, or −1.</param>
    /// <returns>Whether there is such a level.</returns>
    internal bool TryGetEquivalent(ReadOnlySpan<byte> utf8, out int code)
    {
        if (TryGetCode(utf8, out code))
        {
            return true;
        }

        code = TruthText.TryRead(utf8, out bool truth) ? CodeOf(truth)
            : NumberText.TryReadLevel(utf8, out double number) ? CodesOfNumbers().GetValueOrDefault(number, -1)
            : -1;
        return code >= 0;
    }

    /// <summary>Finds the code of the level that a text means; see <see cref="TryGetEquivalent(ReadOnlySpan{byte}, out int)"/>.</summary>
    internal bool TryGetEquivalent(string text, out int code) => TryGetEquivalent(Encoding.UTF8.GetBytes(text), out code);

    /// <summary>
    /// The code of a text, which becomes a level if it is none yet; a truth value has the code of the first spelling of it. Only while
    /// nobody else has the table.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <returns>Its code.</returns>
    internal int GetOrAdd(ReadOnlySpan<byte> utf8)
    {
        uint hash = Hash(utf8);
        int slot = FindSlot(utf8, hash);
        int code = _slots[slot] - 1;
        if (code >= 0)
        {
            return code;
        }

        return TruthText.TryRead(utf8, out bool truth) && CodeOf(truth) is >= 0 and int known ? known : Add(utf8, hash, slot);
    }

    private int CodeOf(bool truth) => truth ? _trueCode : _falseCode;

    // A number that several levels are has no code. Threads that build this side by side build the same.
    private Dictionary<double, int> CodesOfNumbers()
    {
        if (_codesOfNumbers is Dictionary<double, int> known)
        {
            return known;
        }

        var codes = new Dictionary<double, int>();
        for (int code = 0; code < Count; code++)
        {
            if (NumberText.TryReadLevel(Utf8(code), out double number) && !codes.TryAdd(number, code))
            {
                codes[number] = -1;
            }
        }

        return _codesOfNumbers = codes;
    }

    private int Add(ReadOnlySpan<byte> utf8, uint hash, int slot)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1];
        int end = checked(start + utf8.Length);
        if (end > _text.Length)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * _text.Length)));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Count);
            Array.Resize(ref _hashes, 2 * Count);
            Array.Resize(ref _strings, 2 * Count);
        }

        utf8.CopyTo(_text.AsSpan(start));
        _ends[Count] = end;
        _hashes[Count] = hash;
        _slots[slot] = ++Count;
        if (2 * Count > _slots.Length)
        {
            GrowSlots();
        }

        if (TruthText.TryRead(utf8, out bool truth) && CodeOf(truth) < 0)
        {
            (_trueCode, _falseCode) = truth ? (Count - 1, _falseCode) : (_trueCode, Count - 1);
        }

        return Count - 1;
    }

    private void GrowSlots()
    {
        int[] slots = new int[2 * _slots.Length];
        for (int code = 0; code < Count; code++)
        {
            uint slot = _hashes[code] & (uint)(slots.Length - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (uint)(slots.Length - 1);
            }

            slots[slot] = code + 1;
        }

        _slots = slots;
    }

    // Open addressing with linear probing over a power of two at most half full; a slot holds code + 1, or 0 if it is free.
    private int FindSlot(ReadOnlySpan<byte> utf8, uint hash)
    {
        int[] slots = _slots;
        uint slot = hash & (uint)(slots.Length - 1);
        while (true)
        {
            int code = slots[slot] - 1;
            if (code < 0 || (_hashes[code] == hash && Utf8(code).SequenceEqual(utf8)))
            {
                return (int)slot;
            }

            slot = (slot + 1) & (uint)(slots.Length - 1);
        }
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        ulong hash = Seed ^ ((ulong)utf8.Length * 0x9E3779B97F4A7C15UL);
        while (utf8.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(utf8));
            utf8 = utf8[sizeof(ulong)..];
        }

        ulong rest = utf8.Length switch
        {
            0 => 0,
            < sizeof(uint) => utf8[0] | ((ulong)utf8[utf8.Length / 2] << 8) | ((ulong)utf8[^1] << 16),
            _ => MemoryMarshal.Read<uint>(utf8) | ((ulong)MemoryMarshal.Read<uint>(utf8[^sizeof(uint)..]) << 32),
        };
        hash = Mix(hash ^ rest);
        return (uint)(hash ^ (hash >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value) => Math.BigMul(value ^ 0xD6E8FEB86659FD93UL, 0xA0761D6478BD642FUL, out ulong low) ^ low;
}
