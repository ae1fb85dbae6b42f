using System.Buffers.Binary;
using LogReg.Data;

namespace LogReg.Fuzz;

/// <summary>Damages a part of a cache and gives it the checksum that belongs to it: what anyone could write who knows the format.</summary>
internal static class CacheForgery
{
    public static byte[] Of(byte[] cache, Table table, Random random)
    {
        int parts = 1 + (2 * table.Columns.Count(column => column.Kind == ColumnKind.Categorical));
        var blocks = new List<(int Chunk, int Column, int Bytes)>();
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            blocks.AddRange(
                table.Columns.Select((column, place) => (chunk, place, table.Chunks[chunk].RowCount * TableCache.BytesOf(column))));
        }

        int damaged = random.Next(3) == 0 ? random.Next(parts, parts + blocks.Count) : random.Next(parts);
        List<byte> forged = [.. cache[..TableCache.Signature.Length]];
        ReadOnlySpan<byte> rest = cache.AsSpan(TableCache.Signature.Length);
        for (int part = 0; part < parts; part++)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(rest);
            byte[] bytes = rest.Slice(sizeof(long), length).ToArray();
            rest = rest[(sizeof(long) + length + Checksum.Bytes)..];
            bytes = part == damaged ? Bytes.Damage(bytes, random) : bytes;
            forged.AddRange(BitConverter.GetBytes((long)bytes.Length));
            forged.AddRange(bytes);
            forged.AddRange(BitConverter.GetBytes(Checksum.Of(bytes, TableCache.PartSeed(part))));
        }

        for (int block = 0; block < blocks.Count; block++)
        {
            (int chunk, int column, int length) = blocks[block];
            byte[] bytes = rest[..length].ToArray();
            rest = rest[(length + Checksum.Bytes)..];
            bytes = parts + block == damaged ? Damage(bytes, random) : bytes;
            forged.AddRange(bytes);
            forged.AddRange(BitConverter.GetBytes(Checksum.Of(bytes, TableCache.BlockSeed(chunk, column))));
        }

        return [.. forged];
    }

    // The length of a block follows from the rows.
    private static byte[] Damage(byte[] block, Random random)
    {
        for (int times = 1 + random.Next(20); times > 0; times--)
        {
            block[random.Next(block.Length)] = (byte)random.Next(256);
        }

        return block;
    }
}
